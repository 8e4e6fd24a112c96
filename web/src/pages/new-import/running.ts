import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { z } from 'zod'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import { person, timestamp } from '../../../../lib/contracts/schemas.ts'
import { useApi } from '../../api/api.tsx'
import { isEnded } from '../../api/imports.ts'

const running = z.object({
  kind: z.enum(['import', 'restore', 'restore-point']),
  id: z.string(),
  by: person,
  since: timestamp,
})

/** What holds the company, so that no import can begin. */
export type Running = z.infer<typeof running>

const LOOK_AGAIN_MS = 4_000
const LATEST = 5

/** What the refusal of a start says of who was quicker; undefined for any other error. */
export function runningOf(error: unknown): Running | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'company-busy') return undefined
  return running.safeParse(error.problem.details).data
}

/**
 * What runs in the company, as far as the person may see it: looked for before anybody chooses a file in vain. What is
 * hidden from them is said when they start.
 */
export function useRunning(): UseQueryResult<Running | null> {
  const api = useApi()
  return useQuery({
    queryKey: ['running'],
    queryFn: async () => {
      const query = { limit: LATEST }
      const [{ imports }, { restores }, { restorePoints }] = await Promise.all([
        api.listImports({ query }),
        api.listRestores({ query }),
        api.listRestorePoints({ query }),
      ])
      const item = imports.find((one) => !isEnded(one))
      if (item !== undefined) return { kind: 'import', id: item.id, by: item.startedBy, since: item.startedAt } as const
      const restore = restores.find(({ status }) => status === 'running')
      if (restore !== undefined) {
        return { kind: 'restore', id: restore.id, by: restore.startedBy, since: restore.startedAt } as const
      }
      const point = restorePoints.find(({ status }) => status === 'securing')
      if (point === undefined) return null
      return { kind: 'restore-point', id: point.id, by: point.createdBy, since: point.createdAt } as const
    },
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  })
}
