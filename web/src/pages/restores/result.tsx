import { Alert, List, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { changedBy, type Restore } from '../../api/restores.ts'
import { Numbers } from './numbers.tsx'
import { usePeople } from './people.ts'

interface Props {
  readonly restore: Restore
  /** The one sentence that says how it went, or all that is behind it. */
  readonly part: 'headline' | 'numbers'
}

/** What became of a restore or undo. */
export function Result({ restore, part }: Props) {
  const { t } = useTranslation('restores')
  if (part === 'headline') return <Headline restore={restore} />
  return (
    <Stack gap="lg">
      <Title order={2} size="h4">
        {t(restore.dryRun ? 'planTitle' : 'resultTitle')}
      </Title>
      <Survivors restore={restore} />
      <Numbers restore={restore} />
    </Stack>
  )
}

function Headline({ restore: { dryRun, kind, counts, users } }: Pick<Props, 'restore'>) {
  const { t } = useTranslation('restores')
  if (counts !== undefined && changedBy(counts) === 0 && counts.conflicts === 0) {
    const nothing = dryRun ? (counts.kept > 0 ? 'planNothingKept' : 'planNothing') : 'resultNothing'
    return (
      <Alert color="blue" variant="light" icon={<IconInfoCircle />}>
        {t(nothing)}
      </Alert>
    )
  }
  if (dryRun) return null
  const isFine = users.every(({ verified }) => verified)
  if (isFine && (counts?.conflicts ?? 0) === 0) {
    return (
      <Alert color="green" variant="light" icon={<IconCheck />}>
        {t(kind === 'restore' ? 'result.fine' : 'result.fineUndo')}
      </Alert>
    )
  }
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle />}>
      {t((counts?.conflicts ?? 0) > 0 ? 'result.survivors' : 'result.unverified')}
    </Alert>
  )
}

/** Records that somebody changed while it ran. */
function Survivors({ restore: { users } }: Pick<Props, 'restore'>) {
  const { t } = useTranslation('restores')
  const { nameOf } = usePeople()
  const all = users.flatMap(({ userId, email, survivors }) =>
    survivors.map((record) => ({ ...record, user: nameOf(userId, email) })),
  )
  if (all.length === 0) return null
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title={t('survivorsTitle')}>
      <Text size="sm">{t('survivorsHint')}</Text>
      <List size="sm" mt="xs">
        {all.map(({ type, id, title, user }) => (
          <List.Item key={`${type}/${id}`} style={{ overflowWrap: 'anywhere' }}>
            {t('survivorOf', { record: title, type: t(`recordType.${type}`, { ns: 'common' }), user })}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
