import { Anchor, Badge, Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportUserLine } from '../../../api/import-users.ts'
import { CountsBar } from '../../../components/outcomes.tsx'
import { VirtualTable } from '../../../components/virtual-table.tsx'
import { useFormats } from '../../../texts/formats.ts'

const COLOURS = {
  pending: 'gray',
  previewed: 'gray',
  importing: 'indigo',
  imported: 'green',
  skipped: 'gray',
  excluded: 'gray',
} as const

interface Props {
  readonly importId: string
  readonly lines: readonly ImportUserLine[]
}

/** Every user with how far they are and what became of their rows. */
export function UserProgress({ importId, lines }: Props) {
  const { t } = useTranslation('importing')
  const { number } = useFormats()
  return (
    <VirtualTable
      label={t('table.label')}
      columns={[
        { name: 'user', label: t('table.user') },
        { name: 'rows', label: t('table.rows'), width: 80, align: 'right', wideOnly: true },
        { name: 'state', label: t('table.state'), width: '50%' },
      ]}
      rows={lines}
      keyOf={({ userId }) => userId}
      rowHeight={62}
      cellsOf={(line) => [
        <Stack key="user" gap={0}>
          {line.state === 'imported' || line.state === 'skipped' ? (
            <Anchor component={Link} to={`/imports/${importId}/users/${line.userId}`} size="sm" fw={600}>
              {line.name === '' ? line.email : line.name}
            </Anchor>
          ) : (
            <Text size="sm" fw={600}>
              {line.name === '' ? line.email : line.name}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {line.email}
          </Text>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {t('rows', { ns: 'common', count: line.rows })}
          </Text>
        </Stack>,
        number(line.rows),
        <State key="state" line={line} />,
      ]}
    />
  )
}

function State({ line }: { readonly line: ImportUserLine }) {
  const { t } = useTranslation('importing')
  const { written, totals, state } = line
  const name = line.name === '' ? line.email : line.name
  if (totals !== undefined && (state === 'imported' || state === 'skipped')) {
    return (
      <Stack gap={2}>
        <CountsBar size="sm" counts={totals} label={t('table.resultOf', { name })} />
        {(line.deleted ?? 0) > 0 && <Text size="sm">{t('table.deleted', { count: line.deleted ?? 0 })}</Text>}
      </Stack>
    )
  }
  return (
    <Stack gap={4}>
      <Badge variant="light" color={COLOURS[state]} tt="none">
        {t(
          line.guard !== undefined && line.guard.length > 0 && state === 'previewed' ? 'state.held' : `state.${state}`,
        )}
      </Badge>
      {state === 'importing' && written !== undefined && written.of > 0 && (
        <Progress size="sm" value={(written.done / written.of) * 100} aria-label={t('table.progressOf', { name })} />
      )}
    </Stack>
  )
}
