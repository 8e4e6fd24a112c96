import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../api/api.tsx'
import { importKey } from '../../../api/imports.ts'
import { Answer } from '../../../components/answer.tsx'
import type { StepProps } from '../step.ts'
import { Ending } from './ending.tsx'
import { Overall } from './overall.tsx'
import { PerUser } from './per-user.tsx'
import { Times } from './times.tsx'
import { WhatNext } from './what-next.tsx'

/** The end of an import: what became of every row, and what can be done now. */
export function SummaryStep({ item }: StepProps) {
  const api = useApi()
  const query = useQuery({
    queryKey: [...importKey(item.id), 'summary', item.status, item.endedAt],
    queryFn: () => api.getSummary({ path: { importId: item.id } }),
    // An import that ended is counted once.
    staleTime: 60_000,
  })
  return (
    <Stack gap="xl">
      <Ending item={item} />
      <Answer of={query}>
        {(summary) => (
          <>
            {summary.rows > 0 && <Overall item={item} summary={summary} />}
            <WhatNext item={item} summary={summary} />
            {summary.users.length > 0 && <PerUser item={item} summary={summary} />}
            <Times item={item} summary={summary} />
          </>
        )}
      </Answer>
    </Stack>
  )
}
