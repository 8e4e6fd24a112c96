import { Group, Radio, SimpleGrid, Text, ThemeIcon } from '@mantine/core'
import { IconBuildingStore, IconCalendarEvent, IconChecklist, IconClipboardText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isRecordTypeName, RECORD_TYPE_NAMES, type RecordTypeName } from '../../api/record-types.ts'

const ICONS = {
  customers: IconBuildingStore,
  appointments: IconCalendarEvent,
  tasks: IconChecklist,
  reports: IconClipboardText,
} as const satisfies Record<RecordTypeName, unknown>

interface Props {
  readonly value: RecordTypeName
  readonly onChange: (type: RecordTypeName) => void
}

/** What the rows of the file are. */
export function TypeChoice({ value, onChange }: Props) {
  const { t } = useTranslation('newImport')
  const choose = (chosen: string) => {
    if (isRecordTypeName(chosen)) onChange(chosen)
  }
  return (
    <Radio.Group value={value} onChange={choose} label={t('type.label')} size="md" labelProps={{ fw: 600, mb: 'xs' }}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
        {RECORD_TYPE_NAMES.map((type) => {
          const Icon = ICONS[type]
          return (
            <Radio.Card
              key={type}
              value={type}
              p="md"
              withBorder
              aria-label={t(`recordType.${type}`, { ns: 'common' })}
            >
              <Group wrap="nowrap" align="flex-start" gap="md">
                <ThemeIcon variant="light" size="lg" aria-hidden>
                  <Icon size={22} stroke={1.6} />
                </ThemeIcon>
                <div style={{ flex: 1 }}>
                  <Text fw={600}>{t(`recordType.${type}`, { ns: 'common' })}</Text>
                  <Text size="sm" c="dimmed">
                    {t(`type.${type}`)}
                  </Text>
                </div>
                <Radio.Indicator aria-hidden />
              </Group>
            </Radio.Card>
          )
        })}
      </SimpleGrid>
    </Radio.Group>
  )
}
