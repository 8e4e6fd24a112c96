import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ApiProblem } from '../../../../../lib/contracts/client.ts'
import { useProblemOf } from '../../../components/problem-alert.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { useSay } from '../../../texts/say.ts'

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

/** An answer came too late: somebody else was faster, or the question is over. */
export const isTooLate = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code === 'already-decided' || error.code === 'no-longer-waiting')

/**
 * Says that an answer came too late, and why. Beside the page, which goes on at once and shows something else then.
 */
export function useTellTooLate(): (error: unknown) => void {
  const { t } = useTranslation('decision')
  const { exact } = useFormats()
  const words = useActionWords()
  const problemOf = useProblemOf()
  const say = useSay()
  return (error) => {
    if (!(error instanceof ApiProblem) || !isTooLate(error)) return
    const { message } = problemOf(error)
    const { data } = decided.safeParse(error.problem.details)
    const said =
      data === undefined
        ? say(message)
        : t('foreign.said', {
            name: data.decidedBy.name === '' ? data.decidedBy.email : data.decidedBy.name,
            action: words(data.action),
            at: exact(data.decidedAt),
          })
    notifications.show({
      color: 'yellow',
      title: t(data === undefined ? 'foreign.over' : 'foreign.title'),
      message: `${said} ${t('foreign.yours')}`,
      autoClose: false,
      withCloseButton: true,
    })
  }
}
