import { Alert, Group, Radio, SimpleGrid, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSay } from '../../../texts/say.ts'
import type { Settings } from './use-settings.ts'

const MODES = ['update', 'create', 'update-and-delete'] as const

/** What is done with records that exist already. */
export function ModeChoice({ settings: { draft, change, mistakes } }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const own = mistakes.filter(({ pointer }) => pointer === '/mode')
  return (
    <div>
      <Radio.Group
        value={draft.mode}
        label={t('mode.label')}
        labelProps={{ fw: 600 }}
        size="md"
        onChange={(chosen) => {
          const mode = MODES.find((one) => one === chosen)
          if (mode !== undefined) change((before) => ({ ...before, mode }))
        }}
        error={own.length > 0 ? own.map(({ message }) => say(message)).join(' ') : undefined}
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }} mt="xs">
          {MODES.map((mode) => (
            <Radio.Card
              key={mode}
              value={mode}
              p="md"
              withBorder
              aria-label={t(`mode.${mode}`, { ns: 'common' })}
              h="100%"
            >
              <Group wrap="nowrap" align="flex-start" h="100%">
                <Radio.Indicator aria-hidden />
                <div>
                  <Text fw={600}>{t(`mode.${mode}`, { ns: 'common' })}</Text>
                  <Text size="sm" c="dimmed">
                    {t(`mode.${mode}`)}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      <div aria-live="polite">
        {draft.mode === 'update-and-delete' && (
          <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t('mode.dangerTitle')} mt="sm">
            {t('mode.danger')}
          </Alert>
        )}
      </div>
    </div>
  )
}
