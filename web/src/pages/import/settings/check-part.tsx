import { Alert, Button, Group, List, Stack, Table, Text, Title, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Waiting } from '../../../components/answer.tsx'
import { useFields } from '../../../components/fields.ts'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useSay } from '../../../texts/say.ts'
import classes from './check-part.module.css'
import type { PartProps } from './part.ts'
import type { Check, Settings } from './use-settings.ts'

/** What the first rows become, and everything that has to be mended before. */
export function CheckPart({ settings, go }: PartProps) {
  const { t } = useTranslation('settings')
  const { check, columnsError } = settings
  return (
    <Stack gap="lg">
      <Mistakes settings={settings} go={go} />
      <div>
        <Title order={2} size="h4" id="samples">
          {t('check.title')}
        </Title>
        <Text c="dimmed">
          {t('check.lead')} <span role="status">{check.isCurrent || check.error ? '' : t('check.updating')}</span>
        </Text>
      </div>
      <ErrorAlert error={check.error ?? columnsError} />
      {check.answer === undefined ? (
        !check.error && !columnsError && <Waiting />
      ) : (
        <Samples settings={settings} samples={check.answer.samples} />
      )}
    </Stack>
  )
}

function Mistakes({ settings: { mistakes, check }, go }: PartProps) {
  const { t } = useTranslation('settings')
  const say = useSay()
  if (mistakes.length === 0) {
    return (
      check.answer !== undefined && (
        <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('check.noMistakes')} />
      )
    )
  }
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('check.mistakes')}>
      <List spacing="xs">
        {mistakes.map(({ message, pointer, part, column }) => (
          <List.Item key={`${pointer ?? ''} ${message}`}>
            <Group gap="sm">
              <span>
                {column === undefined || message.includes(column) ? '' : `${column}: `}
                {say(message)}
              </span>
              {part !== 'check' && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => go(part)}
                  aria-label={t('check.goLabel', { message: say(message) })}
                >
                  {t('check.go')}
                </Button>
              )}
            </Group>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function Samples({ settings, samples }: { readonly settings: Settings; readonly samples: Check['samples'] }) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const { label, show } = useFields(settings.item.recordType)
  const fields = [
    ...new Set([
      ...settings.type.fields.map(({ name }) => name),
      ...samples.flatMap(({ values }) => Object.keys(values)),
    ]),
  ].filter((field) => samples.some(({ values }) => field in values))
  const bad = samples.filter(({ reasons }) => reasons.length > 0)
  if (samples.length === 0 || fields.length === 0) return <Text>{t('check.none')}</Text>
  return (
    <>
      <Text fw={600}>
        {bad.length === 0
          ? t('check.good', { count: samples.length })
          : t('check.bad', { count: bad.length, all: samples.length })}
      </Text>
      {bad.length > 0 && (
        <List size="sm" spacing={4} aria-label={t('check.faults')}>
          {bad.flatMap(({ row, reasons }) =>
            reasons.map(({ field, column, message, value }) => (
              <List.Item key={`${row} ${column ?? ''} ${message}`} style={{ overflowWrap: 'anywhere' }}>
                {t('check.row')} {row}
                {field === undefined ? '' : `, ${label(field)}`}
                {column === undefined ? '' : ` (${column})`}: {say(message)}
                {value === undefined || message.includes(value) ? '' : ` – ${value}`}
              </List.Item>
            )),
          )}
        </List>
      )}
      <div className={classes.region} role="region" aria-labelledby="samples" tabIndex={0}>
        <Table fz="sm" verticalSpacing={6} stickyHeader className={classes.table ?? ''} aria-labelledby="samples">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('check.row')}</Table.Th>
              {fields.map((field) => (
                <Table.Th key={field} scope="col">
                  {label(field)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {samples.map(({ row, values, reasons }) => (
              <Table.Tr key={row}>
                <Table.Th scope="row">{row}</Table.Th>
                {fields.map((field) => {
                  const reason = reasons.find((one) => one.field === field)
                  const text = show(field, values[field] ?? null)
                  return (
                    <Table.Td
                      key={field}
                      className={classes.cell ?? ''}
                      title={reason === undefined ? text : undefined}
                    >
                      {reason === undefined ? (
                        text
                      ) : (
                        <Tooltip label={say(reason.message)} multiline maw="24rem">
                          <Text span size="sm" c="red" fw={600}>
                            <IconAlertTriangle size={14} aria-hidden />{' '}
                            {t('check.fault', { value: reason.value ?? '' })}
                          </Text>
                        </Tooltip>
                      )}
                    </Table.Td>
                  )
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  )
}
