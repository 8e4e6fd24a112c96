import { Alert, Card, Grid, Group, List, NumberInput, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../texts/formats.ts'
import { useSay } from '../../../texts/say.ts'
import { rowsOf } from './columns.ts'
import type { Inspection } from './draft.ts'
import type { PartProps } from './part.ts'
import { SheetView } from './sheet-view.tsx'
import type { Settings } from './use-settings.ts'
import { Warnings } from './warnings.tsx'

/** The file as a person sees it, and what was found in it. */
export function FilePart({ settings }: PartProps) {
  const { inspection, draft, change, isFixed } = settings
  const setHeader = (headerRow: number) => change((before) => ({ ...before, headerRow }))
  return (
    <Stack gap="lg">
      {isFixed && <Fixed count={settings.item.users.imported} />}
      <Where settings={settings} setHeader={setHeader} />
      <SheetView
        sheet={draft.sheet}
        rows={rowsOf(inspection, draft.sheet)}
        headerRow={draft.headerRow}
        onChoose={isFixed ? undefined : setHeader}
      />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Found inspection={inspection} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Warnings warnings={inspection.warnings} />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

/** Why something cannot be changed any more. */
export function Fixed({ count }: { readonly count: number }) {
  const { t } = useTranslation('settings')
  return (
    <Alert color="gray" icon={<IconLock aria-hidden />}>
      {t('fixed', { count })}
    </Alert>
  )
}

function Where({ settings, setHeader }: { readonly settings: Settings; readonly setHeader: (row: number) => void }) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const { inspection, draft, change, isFixed, mistakes } = settings
  const errorAt = (pointer: string) => {
    const found = mistakes.find((one) => one.pointer === pointer)
    return found === undefined ? undefined : say(found.message)
  }
  const sheets = inspection.sheets.map(({ name, rows, columns }) => ({
    value: name,
    label: t('file.sheetSize', { name, rows, columns }),
  }))
  const choose = (sheet: string | null) => {
    if (sheet === null) return
    const isBack = sheet === inspection.sheet
    const first = rowsOf(inspection, sheet)[0]?.row ?? 1
    change((before) => ({ ...before, sheet, headerRow: isBack ? inspection.headerRow : first }))
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label={t('file.sheet')}
        data={sheets.some(({ value }) => value === draft.sheet) ? sheets : [...sheets, draft.sheet]}
        value={draft.sheet}
        onChange={choose}
        allowDeselect={false}
        disabled={isFixed}
        error={errorAt('/sheet')}
      />
      <NumberInput
        label={t('file.headerRow')}
        description={t('file.headerHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.headerRow}
        onChange={(value) => {
          const row = Number(value)
          if (Number.isInteger(row) && row >= 1 && row <= 1000) setHeader(row)
        }}
        min={1}
        max={1000}
        allowDecimal={false}
        disabled={isFixed}
        error={errorAt('/headerRow')}
      />
    </SimpleGrid>
  )
}

const KNOWN = ['encoding', 'delimiter', 'header', 'date-order', 'decimal'] as const
const isKnown = (text: string): text is (typeof KNOWN)[number] => KNOWN.some((one) => one === text)

/** Formats as their programs call them, in every language. */
const FORMATS: Readonly<Record<string, string>> = {
  xlsx: 'Excel (.xlsx)',
  xlsb: 'Excel (.xlsb)',
  xls: 'Excel (.xls)',
  spreadsheetml: 'Excel (.xml)',
  ods: 'OpenDocument (.ods)',
  fods: 'OpenDocument (.fods)',
  csv: 'CSV',
}

function Found({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('settings')
  const { number } = useFormats()
  const say = useSay()
  const { format, encoding, delimiter, rows, evidence } = inspection
  const facts = [
    { label: t('file.format'), value: FORMATS[format] ?? format },
    ...(encoding === undefined ? [] : [{ label: t('file.encoding'), value: encoding }]),
    ...(delimiter === undefined
      ? []
      : [{ label: t('file.delimiter'), value: delimiter === '\t' ? t('file.tab') : delimiter }]),
    { label: t('file.rows'), value: number(rows) },
  ]
  return (
    <Card withBorder component="section" aria-labelledby="found" h="100%">
      <Title order={2} size="h5" id="found">
        {t('file.found')}
      </Title>
      <Stack gap={4} my="sm">
        {facts.map(({ label, value }) => (
          <Group key={label} justify="space-between" wrap="nowrap">
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Text size="sm">{value}</Text>
          </Group>
        ))}
      </Stack>
      <Title order={3} size="h6">
        {t('file.evidence')}
      </Title>
      {evidence.length === 0 && <Text size="sm">{t('file.noEvidence')}</Text>}
      <List size="sm" spacing="xs" mt="xs">
        {evidence.map(({ what, says, because, column }) => (
          <List.Item key={`${what} ${says} ${column ?? ''}`}>
            {isKnown(what) ? `${t(`file.what.${what}`)}: ` : ''}
            {say(says)}
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t('file.because', { because: say(because) })}
            </Text>
          </List.Item>
        ))}
      </List>
    </Card>
  )
}
