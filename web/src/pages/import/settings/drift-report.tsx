import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../components/fields.ts'
import { useSay } from '../../../texts/say.ts'
import { hasRename, withRename } from './draft.ts'
import type { Apart, Settings } from './use-settings.ts'

interface Props {
  readonly settings: Settings
  readonly apart: Apart
}

/** Where given settings and this file have come apart, and what became of it. */
export function DriftReport({ settings, apart }: Props) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const { changes, gone, added } = apart.drift
  return (
    <Alert color="yellow" icon={<IconArrowsDiff aria-hidden />} title={t('drift.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('drift.lead')}</Text>
        {changes.length > 0 && (
          <List size="sm">
            {changes.map(({ message }) => (
              <List.Item key={message}>{say(message)}</List.Item>
            ))}
          </List>
        )}
        {gone.length > 0 && (
          <div>
            <Title order={2} size="h6">
              {t('drift.gone')}
            </Title>
            <List size="sm" spacing="xs">
              {gone.map((column) => (
                <Gone key={column.column} settings={settings} apart={apart} gone={column} />
              ))}
            </List>
          </div>
        )}
        {added.length > 0 && (
          <div>
            <Title order={2} size="h6">
              {t('drift.added')}
            </Title>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {added.map((name) => t('quoted', { ns: 'common', text: name })).join(', ')}
            </Text>
            <Text size="sm">{t('drift.addedLead')}</Text>
          </div>
        )}
      </Stack>
    </Alert>
  )
}

function Gone({
  settings,
  apart: { before },
  gone: { column, fields, renamedTo },
}: Props & { readonly gone: Apart['drift']['gone'][number] }) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const { label } = useFields(settings.item.recordType)
  const purposes = fields.map((field) => (field === 'assignment' ? t('drift.assignment') : label(field))).join(', ')
  return (
    <List.Item style={{ overflowWrap: 'anywhere' }}>
      <b>{column}</b> ({purposes}):{' '}
      {renamedTo === undefined ? (
        <Lost settings={settings} fields={fields} />
      ) : hasRename(settings.draft, before, column, renamedTo.column) ? (
        <>
          {t('drift.takenFrom', { column: renamedTo.column })} ({t(`confidence.${renamedTo.confidence}`)}).{' '}
          <Text span size="sm" c="dimmed">
            {say(renamedTo.why)}
          </Text>
        </>
      ) : (
        <Group gap="xs">
          <span>
            {t('drift.perhaps', { column: renamedTo.column })}. {say(renamedTo.why)}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('drift.acceptLabel', { column: renamedTo.column, gone: column })}
            onClick={() => settings.change((draft) => withRename(draft, before, column, renamedTo.column))}
          >
            {t('drift.accept', { column: renamedTo.column })}
          </Button>
        </Group>
      )}
    </List.Item>
  )
}

/** What to do about a column that is gone without a trace. */
function Lost({
  settings: { draft, columns },
  fields,
}: Pick<Props, 'settings'> & { readonly fields: readonly string[] }) {
  const { t } = useTranslation('settings')
  const { assignment } = draft
  const isAssigned = assignment !== undefined && columns?.some(({ name }) => name === assignment) === true
  const ofRows = isAssigned ? `${t('drift.takenFrom', { column: assignment })}.` : t('drift.nobody')
  return [
    ...(fields.includes('assignment') ? [ofRows] : []),
    ...(fields.some((field) => field !== 'assignment') ? [t('drift.left')] : []),
  ].join(' ')
}
