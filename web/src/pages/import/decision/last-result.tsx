import { Alert, Anchor, Text } from '@mantine/core'
import { IconCheck, IconPlayerSkipForward } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportUserLine } from '../../../api/import-users.ts'
import { OUTCOME_ORDER } from '../../../components/outcomes.tsx'
import { useFormats } from '../../../texts/formats.ts'
import type { StepProps } from '../step.ts'
import { lastDone } from './consequences.ts'

/** What became of the user before, while the next is at hand. */
export function LastResult({ item, lines }: StepProps & { readonly lines: readonly ImportUserLine[] }) {
  const { t } = useTranslation('decision')
  const { number } = useFormats()
  const line = lastDone(lines)
  if (line === undefined) return null
  const { totals, state, userId } = line
  const done = item.users.imported + item.users.skipped
  const counts = { ...totals, deleted: line.deleted ?? 0, related: line.related ?? 0 }
  const words = OUTCOME_ORDER.filter((outcome) => (counts[outcome] ?? 0) > 0).map(
    (outcome) => `${number(counts[outcome] ?? 0)} ${t(`outcome.${outcome}`, { ns: 'common' })}`,
  )
  return (
    <Alert
      color={state === 'imported' ? 'green' : 'gray'}
      variant="light"
      p="xs"
      icon={state === 'imported' ? <IconCheck aria-hidden /> : <IconPlayerSkipForward aria-hidden />}
      role="status"
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <b>{line.name === '' ? line.email : line.name}:</b> {words.join(', ')}.{' '}
        {(totals?.conflict ?? 0) > 0 && <b>{t('last.conflicts', { count: totals?.conflict ?? 0 })} </b>}
        <Anchor component={Link} to={`/imports/${item.id}/users/${userId}`} inherit c="inherit" underline="always">
          {t('last.details')}
        </Anchor>
        {done > 1 && <> · {t('last.soFar', { count: done })}</>}
      </Text>
    </Alert>
  )
}
