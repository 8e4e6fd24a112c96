import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CallOf } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { restorePointsKey } from '../../api/restore-points.ts'

type Change = CallOf<'updateRestorePoint'>['body']

/** Renames, pins or unpins a restore point. */
export function useChangePoint(restorePointId: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Change) => api.updateRestorePoint({ path: { restorePointId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: restorePointsKey }),
  })
}
