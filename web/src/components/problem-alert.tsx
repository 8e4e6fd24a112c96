import { Alert, Button, Code, Group, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { ApiProblem, ApiUnreachable } from '../../../lib/contracts/client.ts'
import type { problemData, problemPlace } from '../../../lib/contracts/schemas.ts'
import { useSay } from '../texts/say.ts'

type Place = z.infer<typeof problemPlace>

/** A problem as the API answers it or keeps it in an import or a restore. */
export type Problem = Pick<z.infer<typeof problemData>, 'message' | 'advice' | 'places'> & {
  readonly code: string
  readonly requestId?: string
}

interface Props {
  readonly problem: Problem
  /** Offered as a button, where doing it again may help. */
  readonly onRetry?: (() => void) | undefined
  /** Warnings are said in yellow: nothing is lost or refused. @default error */
  readonly tone?: 'error' | 'warning'
}

/** Says what is wrong, where, and what to do next. */
export function ProblemAlert({ problem, onRetry, tone = 'error' }: Props) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <Alert
      color={tone === 'error' ? 'red' : 'yellow'}
      variant="light"
      icon={problem.code === 'unreachable' ? <IconPlugConnectedX /> : <IconAlertTriangle />}
      title={say(problem.message)}
      role="alert"
      data-code={problem.code}
    >
      <Stack gap="xs" align="flex-start">
        {problem.advice !== undefined && <Text size="sm">{say(problem.advice)}</Text>}
        {problem.places !== undefined && problem.places.length > 0 && <Places places={problem.places} />}
        <Group gap="md">
          {onRetry !== undefined && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('retry')}
            </Button>
          )}
          {problem.code !== 'unreachable' && (
            <Text size="xs" c="dimmed">
              {t('problem.code')}: <Code>{problem.code}</Code>
              {problem.requestId !== undefined && (
                <>
                  {' '}
                  {t('problem.request')}: <Code>{problem.requestId}</Code>
                </>
              )}
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}

function Places({ places }: { readonly places: readonly Place[] }) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <List size="sm" aria-label={t('problem.places')}>
      {places.map((place, index) => (
        // Places have no identity of their own, and their order does not change.
        <List.Item key={index}>
          {[
            place.sheet === undefined ? '' : `${t('problem.sheet')} ${place.sheet}`,
            place.row === undefined ? '' : `${t('row')} ${place.row}`,
            place.column === undefined ? '' : `${t('problem.column')} ${place.column}`,
            place.value === undefined ? '' : `${t('problem.value')} „${place.value}“`,
            place.message === undefined ? '' : say(place.message),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </List.Item>
      ))}
    </List>
  )
}

/** Any error as a problem that can be shown: the API's own, a lost connection, or a fault of this page. */
export function useProblemOf(): (error: unknown) => Problem {
  const { t } = useTranslation()
  return (error) => {
    if (error instanceof ApiProblem) {
      const { code, title, detail, places, requestId } = error.problem
      const advice = error.problem.advice ?? (code === 'not-found' ? t('problem.goneAdvice') : undefined)
      return {
        code,
        message: detail ?? title,
        ...(advice === undefined ? {} : { advice }),
        ...(places === undefined ? {} : { places }),
        ...(requestId === undefined ? {} : { requestId }),
      }
    }
    if (error instanceof ApiUnreachable) {
      return { code: 'unreachable', message: t('problem.unreachable'), advice: t('problem.unreachableAdvice') }
    }
    return {
      code: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown',
      message: t('problem.unexpected'),
      advice: t('problem.unexpectedAdvice'),
    }
  }
}

/** An error of a query or mutation, if there is one. */
export function ErrorAlert({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}) {
  const problemOf = useProblemOf()
  if (error === null || error === undefined) return null
  const problem = problemOf(error)
  // What is not there is not there the next time either.
  return <ProblemAlert problem={problem} onRetry={problem.code === 'not-found' ? undefined : onRetry} />
}
