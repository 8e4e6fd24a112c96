import { Stack } from '@mantine/core'
import { useImportUsers } from '../../../api/import-users.ts'
import { Waiting } from '../../../components/answer.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useApi } from '../../../api/api.tsx'
import type { StepProps } from '../step.ts'
import { Decision } from './decision.tsx'
import { LastResult } from './last-result.tsx'
import { answerHere, useForeignAnswers } from './foreign-answers.tsx'

/** One user's preview, and what is to be done about it. */
export function DecisionStep({ item }: StepProps) {
  const api = useApi()
  const users = useImportUsers(item)
  useForeignAnswers(item.waiting?.approvalId)
  const userId = item.waiting?.userId ?? item.current?.userId
  // What became of the user before stands above: it would push down what is there already.
  if (userId === undefined || users.isPending) return <Waiting />
  return (
    <Stack gap="lg">
      <LastResult item={item} lines={users.data?.users ?? []} />
      <ErrorAlert error={users.error} onRetry={() => void users.refetch()} />
      <Decision
        key={userId}
        item={item}
        userId={userId}
        lines={users.data?.users}
        isOpen={item.waiting?.userId === userId}
        answer={async (action) => {
          const approvalId = item.waiting?.approvalId
          // Just the question that is shown: of the same user there may be another one by now, with other settings.
          return answerHere(approvalId, () =>
            api.decideUser({ path: { importId: item.id, userId }, query: { approvalId }, body: { action } }),
          )
        }}
      />
    </Stack>
  )
}
