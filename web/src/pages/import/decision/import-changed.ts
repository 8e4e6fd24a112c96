import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { importKey } from '../../../api/imports.ts'

/** Asks again how an import goes on. Its previews stay: they are what they were. */
export function useImportChanged(importId: string): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(
    () => queries.invalidateQueries({ queryKey: importKey(importId), exact: true }),
    [queries, importId],
  )
}
