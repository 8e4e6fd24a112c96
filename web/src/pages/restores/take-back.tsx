import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowBackUp, IconRestore } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMe } from '../../api/me.ts'
import { changedBy, type Restore } from '../../api/restores.ts'

/** Long words on a narrow phone: the text goes on in a second line. */
const WRAPPING = {
  h: 'auto',
  mih: 36,
  py: 6,
  display: 'inline-flex',
  styles: { root: { alignItems: 'center' }, label: { whiteSpace: 'normal' } },
} as const

/** Where a dry run is carried out, or where what it was about can be seen. */
function placeOf({ id, restorePointId, undoes }: Restore): string {
  const plan = `?plan=${encodeURIComponent(id)}`
  if (undoes !== undefined) return `/${undoes.kind}s/${encodeURIComponent(undoes.id)}/undo${plan}`
  return `/restore-points/${encodeURIComponent(restorePointId ?? '')}/restore${plan}`
}

/** How a restore or undo is taken back; of a dry run, where it is carried out. */
export function TakeBack({ restore }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  const isAdministrator = useMe().user.level === 'administrator'
  const { id, dryRun, status, undoes, safetyPointId, counts } = restore
  const links = <Source restore={restore} />
  if (dryRun) {
    return (
      <Stack gap="xs">
        {status === 'completed' && (
          <div>
            <Button component={Link} to={placeOf(restore)} variant="light" {...WRAPPING}>
              {t('takeBack.carryOut')}
            </Button>
          </div>
        )}
        {links}
      </Stack>
    )
  }
  const hasChanged = status === 'failed' || (counts !== undefined && changedBy(counts) > 0)
  if (!hasChanged || (undoes === undefined && !isAdministrator)) return links
  return (
    <Stack gap="sm" component="section" aria-label={t('takeBack.title')}>
      <Title order={2} size="h4">
        {t('takeBack.title')}
      </Title>
      <Way hint={t('takeBack.undoHint')}>
        <Button
          component={Link}
          to={`/restores/${encodeURIComponent(id)}/undo`}
          variant="light"
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          {...WRAPPING}
        >
          {t('takeBack.undo')}
        </Button>
      </Way>
      {safetyPointId !== undefined && isAdministrator && (
        <Way hint={t('takeBack.pointHint')}>
          <Button
            component={Link}
            to={`/restore-points/${encodeURIComponent(safetyPointId)}/restore`}
            variant="default"
            leftSection={<IconRestore size={18} aria-hidden />}
            {...WRAPPING}
          >
            {t('takeBack.point')}
          </Button>
        </Way>
      )}
      {links}
    </Stack>
  )
}

function Way({ hint, children }: { readonly hint: string; readonly children: ReactNode }) {
  return (
    <Group gap="sm">
      {children}
      <Text size="sm" c="dimmed" flex="1 1 16rem">
        {hint}
      </Text>
    </Group>
  )
}

/** The way to what was restored to, or undone. */
function Source({ restore: { undoes } }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  if (undoes === undefined)
    return (
      <Anchor component={Link} underline="always" to="/restore-points">
        {t('pointLink')}
      </Anchor>
    )
  return (
    <Anchor component={Link} underline="always" to={`/${undoes.kind}s/${encodeURIComponent(undoes.id)}`}>
      {t(undoes.kind === 'import' ? 'toImport' : 'toUndone')}
    </Anchor>
  )
}
