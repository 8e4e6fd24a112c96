import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/api.tsx'
import type { RestoreLine } from '../../api/restores.ts'
import { useFormats } from '../../texts/formats.ts'

type Named = Pick<RestoreLine, 'restorePointId' | 'undoes'>

/** As many of the newest imports, points and restores as one request gives: what is listed is seldom of an older one. */
const KNOWN = 100
const FRESH_MS = 30_000

/** What restores and undos are called in a list: by the file of the import, or the moment of the point. */
export function useRestoreNames(): (restore: Named) => string {
  const api = useApi()
  const { t } = useTranslation('restores')
  const { dateTime } = useFormats()
  const query = { limit: KNOWN }
  const imports = useQuery({
    queryKey: ['imports', 'names'],
    queryFn: async () => new Map((await api.listImports({ query })).imports.map(({ id, fileName }) => [id, fileName])),
    staleTime: FRESH_MS,
  })
  const points = useQuery({
    queryKey: ['restore-points', 'moments'],
    queryFn: async () =>
      new Map((await api.listRestorePoints({ query })).restorePoints.map(({ id, createdAt }) => [id, createdAt])),
    staleTime: FRESH_MS,
  })
  const restores = useQuery({
    queryKey: ['restores', 'kinds'],
    queryFn: async () => new Map((await api.listRestores({ query })).restores.map(({ id, kind }) => [id, kind])),
    staleTime: FRESH_MS,
  })
  return ({ restorePointId, undoes }) => {
    if (undoes?.kind === 'import') {
      const file = imports.data?.get(undoes.id)
      return file === undefined ? t('ofSomeImport') : t('ofImport', { file })
    }
    if (undoes !== undefined) return t(restores.data?.get(undoes.id) === 'undo' ? 'ofUndo' : 'ofRestore')
    const moment = restorePointId === undefined ? undefined : points.data?.get(restorePointId)
    return moment === undefined ? t('toSomePoint') : t('toPoint', { date: dateTime(moment) })
  }
}
