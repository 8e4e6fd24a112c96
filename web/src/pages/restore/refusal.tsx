import { Anchor, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { z } from 'zod'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'

const busy = z.object({ kind: z.enum(['import', 'restore', 'restore-point']), id: z.string() })
const undone = z.object({ undoneBy: z.array(z.string()) })

const pathOf = ({ kind, id }: z.infer<typeof busy>): string =>
  kind === 'restore-point' ? '/restore-points' : `/${kind}s/${encodeURIComponent(id)}`

interface Props {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}

/** Why something on the way back was refused, with the way to what stands against it. */
export function Refusal({ error, onRetry }: Props) {
  if (error === null || error === undefined) return null
  return (
    <Stack gap="xs">
      <ErrorAlert error={error} onRetry={onRetry} />
      {error instanceof ApiProblem && <Ways problem={error} />}
    </Stack>
  )
}

function Ways({ problem: { code, problem } }: { readonly problem: ApiProblem }) {
  const { t } = useTranslation('restores')
  const owner = code === 'company-busy' ? busy.safeParse(problem.details).data : undefined
  const undos = code === 'nothing-to-undo' ? (undone.safeParse(problem.details).data?.undoneBy ?? []) : []
  if (owner === undefined && undos.length === 0) return null
  return (
    <Group gap="md">
      {owner !== undefined && (
        <Anchor component={Link} underline="always" to={pathOf(owner)}>
          {t(`busyWith.${owner.kind}`)}
        </Anchor>
      )}
      {undos.map((id) => (
        <Anchor component={Link} underline="always" key={id} to={pathOf({ kind: 'restore', id })}>
          {t('undoneBy')}
        </Anchor>
      ))}
    </Group>
  )
}
