import { Alert, Checkbox, Group, Radio, Stack, Switch, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSay } from '../../../texts/say.ts'
import type { Draft } from './draft.ts'
import type { Settings } from './use-settings.ts'

const MODES = ['none', 'move', 'copy'] as const
const PARTS = ['appointments', 'tasks', 'reports'] as const

/** What is done about customers that another user has until now. */
export function TransferChoice({ settings: { draft, made, change, mistakes } }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const set = (next: Partial<Draft['transfer']>) =>
    change((before) => ({ ...before, transfer: { ...before.transfer, ...next } }))
  const own = mistakes.filter(({ pointer }) => pointer === '/transfer')
  const otherKeys = made.configuration.mapping.some(
    ({ update, field }) => update === 'key' && field !== 'externalId' && field !== 'id',
  )
  const isChosen = draft.transfer.mode !== 'none'
  return (
    <section aria-labelledby="transfer">
      <Title order={2} size="h4" id="transfer">
        {t('transfer.title')}
      </Title>
      <Radio.Group
        label={t('transfer.label')}
        value={draft.transfer.mode}
        error={own.length > 0 ? own.map(({ message }) => say(message)).join(' ') : undefined}
        onChange={(chosen) => {
          const mode = MODES.find((one) => one === chosen)
          if (mode !== undefined) set({ mode })
        }}
        mt="xs"
      >
        <Stack gap="sm" my="xs">
          {MODES.map((mode) => (
            <Radio key={mode} value={mode} label={t(`transfer.${mode}`)} description={t(`transfer.${mode}Text`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.mode === 'create' && <Text size="sm">{t('transfer.onlyUpdates')}</Text>}
      {isChosen && (
        <>
          {otherKeys && (
            <Alert color="yellow" my="sm">
              {t('transfer.onlyIds')}
            </Alert>
          )}
          <Checkbox.Group
            label={t('transfer.with')}
            value={PARTS.filter((part) => draft.transfer[part])}
            onChange={(chosen) =>
              set({
                appointments: chosen.includes('appointments'),
                tasks: chosen.includes('tasks'),
                reports: chosen.includes('reports'),
              })
            }
          >
            <Group mt="xs">
              {PARTS.map((part) => (
                <Checkbox key={part} value={part} label={t(`transfer.${part}`)} />
              ))}
            </Group>
          </Checkbox.Group>
        </>
      )}
    </section>
  )
}

/** Reports: whether they raise the last call of their customers. */
export function LastCall({ settings: { draft, change } }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings')
  return (
    <Switch
      label={t('lastCall.label')}
      description={t('lastCall.help')}
      checked={draft.raiseLastCall}
      onChange={(event) => {
        const { checked } = event.currentTarget
        change((before) => ({ ...before, raiseLastCall: checked }))
      }}
    />
  )
}
