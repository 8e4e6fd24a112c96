import { Center, Loader, Stack, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorAlert } from './problem-alert.tsx'

interface Props<Data> {
  readonly of: UseQueryResult<Data>
  readonly children: (data: Data) => ReactNode
}

/** What a query found, or that it is under way, or why it failed. What was there stays while it is asked for again. */
export function Answer<Data>({ of: query, children }: Props<Data>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ErrorAlert error={query.error} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    )
  }
  if (query.isError) return <ErrorAlert error={query.error} onRetry={() => void query.refetch()} />
  return <Waiting />
}

/** Something is on its way. */
export function Waiting({ label }: { readonly label?: string }) {
  const { t } = useTranslation()
  return (
    <Center mih={160} role="status" aria-busy>
      <Stack align="center" gap="xs">
        <Loader aria-hidden />
        {label === undefined ? <VisuallyHidden>{t('loading')}</VisuallyHidden> : <span>{label}</span>}
      </Stack>
    </Center>
  )
}
