// In the same file as the schemas of the API, and so before them.
import '../no-eval.ts'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createContext, use, type ReactNode } from 'react'
import { ApiProblem, createClient, type Client } from '../../../lib/contracts/client.ts'
import type { Config } from '../config.ts'
import type { Session } from '../sign-in/session.ts'
import { connection } from './connection.ts'
import { isAskedAgain } from './retrying.ts'

const ApiContext = createContext<{ client: Client; session: Session } | undefined>(undefined)

interface Props {
  readonly config: Config
  readonly session: Session
  readonly children: ReactNode
}

/** Gives the pages the client of the HTTP API, signed in as the person. */
export function ApiProvider({ config, session, children }: Props) {
  const client = createClient({ url: config.apiUrl, token: session.token })
  return <ApiContext value={{ client, session }}>{children}</ApiContext>
}

function useApiContext() {
  const context = use(ApiContext)
  if (context === undefined) throw new Error('There is no ApiProvider around this component')
  return context
}

/** The client of the HTTP API: one function per route. */
export const useApi = (): Client => useApiContext().client

export const useSession = (): Session => useApiContext().session

/**
 * The answers of the server that the pages share.
 * @param session is told when the API takes the sign-in for ended
 */
export function createQueryClient(session: Session): QueryClient {
  const failed = (error: unknown): void => {
    connection.failed(error)
    if (error instanceof ApiProblem && error.code === 'not-authenticated') session.refused()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: failed, onSuccess: connection.answered }),
    mutationCache: new MutationCache({ onError: failed, onSuccess: connection.answered }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => {
          connection.failed(error)
          return isAskedAgain(count, error)
        },
        retryDelay: (count) => Math.min(1_000 * 2 ** count, 10_000),
        networkMode: 'always',
      },
      // A decision is never sent twice by itself: the person sees that it failed, and says what to do.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
