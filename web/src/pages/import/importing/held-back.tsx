import { Alert, List, Text } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportUserLine } from '../../../api/import-users.ts'
import { useSay } from '../../../texts/say.ts'

/** Users at whom an import of all stops, by name, and why. */
export function HeldBack({ lines }: { readonly lines: readonly ImportUserLine[] }) {
  const { t } = useTranslation('importing')
  const say = useSay()
  const held = lines.filter(({ state, guard }) => state === 'previewed' && guard !== undefined && guard.length > 0)
  if (held.length === 0) return null
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconHandStop aria-hidden />}
      title={t('held.title', { count: held.length })}
    >
      <Text size="sm">{t('held.lead')}</Text>
      <List size="sm" mt={4}>
        {held.map(({ userId, name, email, guard = [] }) => (
          <List.Item key={userId} style={{ overflowWrap: 'anywhere' }}>
            <b>{name === '' ? email : name}</b>: {guard.map(({ message }) => say(message)).join(' ')}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
