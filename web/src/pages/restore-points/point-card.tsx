import { Anchor, Badge, Button, Group, Loader, Paper, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle, IconPin, IconRestore } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMe } from '../../api/me.ts'
import { isUsable, type RestorePoint } from '../../api/restore-points.ts'
import { ProblemAlert } from '../../components/problem-alert.tsx'
import { useFormats } from '../../texts/formats.ts'
import { PointMenu } from './point-menu.tsx'
import { RemovePoint } from './remove-point.tsx'
import { RenamePoint } from './rename-point.tsx'

/** One restore point: what it holds, why it was made, how long it is kept, and what can be done with it. */
export function PointCard({ point }: { readonly point: RestorePoint }) {
  const { t } = useTranslation('restorePoints')
  const { dateTime } = useFormats()
  const isAdministrator = useMe().user.level === 'administrator'
  const [renaming, rename] = useDisclosure()
  const [removing, remove] = useDisclosure()
  const title = point.name ?? t(`reason.${point.reason}`)
  const named = `${title}, ${dateTime(point.createdAt)}`
  return (
    <Paper withBorder p="md" component="article" aria-label={named}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 18rem" miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Text>
          <Made point={point} />
          <Holds point={point} />
          <Kept point={point} />
        </Stack>
        {isAdministrator && (
          <Group gap="xs" wrap="nowrap">
            {isUsable(point) && (
              <Button
                component={Link}
                to={`/restore-points/${encodeURIComponent(point.id)}/restore`}
                variant="light"
                leftSection={<IconRestore size={18} aria-hidden />}
                aria-label={t('restoreOf', { point: named })}
              >
                {t('restore')}
              </Button>
            )}
            {point.status !== 'securing' && point.status !== 'deleting' && (
              <PointMenu point={point} named={named} onRename={rename.open} onRemove={remove.open} />
            )}
          </Group>
        )}
      </Group>
      {point.problem !== undefined && <ProblemAlert problem={point.problem} tone="warning" />}
      <RenamePoint point={point} opened={renaming} onClose={rename.close} />
      <RemovePoint point={point} opened={removing} onClose={remove.close} />
    </Paper>
  )
}

interface Part {
  readonly point: RestorePoint
}

/** When, why and by whom it was made, and the way to what it was made for. */
function Made({ point }: Part) {
  const { t } = useTranslation('restorePoints')
  const { dateTime } = useFormats()
  const { reason, name, createdAt, createdBy, madeFor } = point
  const who = createdBy.userId === 'system' ? t('system', { ns: 'common' }) : createdBy.name
  const parts = [
    ...(name === undefined ? [] : [t(`reason.${reason}`)]),
    dateTime(createdAt),
    t('by', { ns: 'common', name: who }),
  ]
  return (
    <Text size="sm">
      {parts.join(' · ')}
      {madeFor !== undefined && reason !== 'daily' && reason !== 'by-hand' && (
        <>
          {' · '}
          <Anchor
            component={Link}
            underline="always"
            to={`/${reason === 'before-import' ? 'imports' : 'restores'}/${encodeURIComponent(madeFor)}`}
          >
            {t(reason === 'before-import' ? 'toImport' : reason === 'before-undo' ? 'toUndo' : 'toRestore')}
          </Anchor>
        </>
      )}
    </Text>
  )
}

function Holds({ point }: Part) {
  const { t } = useTranslation()
  const { bytes } = useFormats()
  if (point.status !== 'complete' || point.records === undefined) return <Status point={point} />
  return (
    <Text size="sm" c="dimmed">
      {[
        t('records', { count: point.records }),
        t('users', { count: point.users ?? 0 }),
        ...(point.bytes === undefined ? [] : [bytes(point.bytes)]),
      ].join(' · ')}
    </Text>
  )
}

function Status({ point: { status } }: Part) {
  const { t } = useTranslation('restorePoints')
  const isUnderWay = status === 'securing' || status === 'deleting'
  return (
    <Group gap="xs" role="status">
      {isUnderWay && <Loader size="xs" aria-hidden />}
      {status === 'failed' && <IconAlertTriangle size={16} aria-hidden />}
      <Text size="sm">{t(`status.${status}`)}</Text>
    </Group>
  )
}

/** Until when it is kept. */
function Kept({ point }: Part) {
  const { t } = useTranslation('restorePoints')
  const { date } = useFormats()
  if (point.pinned) {
    return (
      <div>
        <Badge variant="light" tt="none" leftSection={<IconPin size={14} aria-hidden />} mah="none" h="auto">
          {t('pinned')}
        </Badge>
      </div>
    )
  }
  if (point.expiresAt === undefined || point.status !== 'complete') return null
  return (
    <Text size="sm" c="dimmed">
      {isUsable(point) ? t('keptUntil', { date: date(point.expiresAt) }) : t('over')}
    </Text>
  )
}
