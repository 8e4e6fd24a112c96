import { Alert, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ApiProblem } from '../../../../../lib/contracts/client.ts'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useFormats } from '../../../texts/formats.ts'

const decided = z.object({
  action: z.string(),
  decidedBy: z.object({ name: z.string(), email: z.string() }),
  decidedAt: z.string(),
})

const ACTIONS = ['import', 'skip', 'import-all', 'back', 'cancel', 'split', 'select', 'correct'] as const

/** What was decided, in words. */
export function useActionWords(): (action: string) => string {
  const { t } = useTranslation('decision')
  return (action) => {
    const known = ACTIONS.find((one) => one === action)
    return known === undefined ? action : t(`decided.${known}`)
  }
}

/** Why an answer was not taken: somebody else was faster, or the question is over. */
export function AnswerError({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('decision')
  const { exact } = useFormats()
  const say = useActionWords()
  if (error instanceof ApiProblem && error.code === 'already-decided') {
    const { data } = decided.safeParse(error.problem.details)
    if (data !== undefined) {
      return (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconUsers aria-hidden />}
          role="alert"
          data-code={error.code}
          mb="sm"
        >
          <Text size="sm">
            {t('foreign.said', {
              name: data.decidedBy.name === '' ? data.decidedBy.email : data.decidedBy.name,
              action: say(data.action),
              at: exact(data.decidedAt),
            })}{' '}
            {t('foreign.yours')}
          </Text>
        </Alert>
      )
    }
  }
  return <ErrorAlert error={error} />
}
