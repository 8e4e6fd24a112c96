import { useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'

export type SavedConfiguration = AnswerOf<'getConfiguration'>
export type ConfigurationLine = AnswerOf<'listConfigurations'>['importConfigurations'][number]

/** Begins the keys of everything that is known of saved configurations. */
export const configurationsKey = ['configurations'] as const

const keyOf = (id: string) => [...configurationsKey, 'one', id] as const

/** All saved configurations; none are asked for by those who may not see them. */
export function useConfigurations(mayImport: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: [...configurationsKey, 'list'],
    queryFn: async () => (await api.listConfigurations()).importConfigurations,
    enabled: mayImport,
  })
}

/** One saved configuration with what it says. */
export function useConfiguration(id: string, mayImport: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: keyOf(id),
    queryFn: () => api.getConfiguration({ path: { configurationId: id } }),
    enabled: mayImport,
  })
}
