import { Card, List, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSay } from '../../../texts/say.ts'
import type { Inspection } from './draft.ts'

const TOP = { itemWrapper: { alignItems: 'flex-start' }, itemIcon: { marginTop: 2 } } as const

type Warning = Inspection['warnings'][number]

/** What inspection warns of, for the file and column by column, each with what to do. */
export function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  const { t } = useTranslation('settings')
  const groups = [...Map.groupBy(warnings, ({ column }) => column)].toSorted(
    ([one], [other]) => Number(one !== undefined) - Number(other !== undefined),
  )
  return (
    <Card withBorder component="section" aria-labelledby="warnings" h="100%">
      <Title order={2} size="h5" id="warnings">
        {t('file.warnings')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {warnings.length === 0 ? t('file.noWarnings') : t('file.warningsLead')}
      </Text>
      <Stack gap="md">
        {groups.map(([column, own]) => (
          <div key={column ?? ''}>
            <Title order={3} size="h6" style={{ overflowWrap: 'anywhere' }}>
              {column === undefined ? t('file.wholeFile') : t('file.column', { column })}
            </Title>
            <WarningList warnings={own} />
          </div>
        ))}
      </Stack>
    </Card>
  )
}

/** Warnings with their advice. */
export function WarningList({ warnings }: { readonly warnings: readonly Warning[] }) {
  const say = useSay()
  return (
    <List size="sm" spacing="xs" mt={4} icon={<IconAlertTriangle size={16} aria-hidden />} styles={TOP}>
      {warnings.map(({ code, message, advice }) => (
        <List.Item key={`${code} ${message}`} style={{ overflowWrap: 'anywhere' }}>
          {say(message)}
          {advice !== undefined && (
            <Text size="sm" c="dimmed">
              {say(advice)}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  )
}
