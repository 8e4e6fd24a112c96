import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../../api/api.tsx'
import { useImportUsers, type ImportUsers } from '../../../api/import-users.ts'
import { importKey } from '../../../api/imports.ts'
import { Answer } from '../../../components/answer.tsx'
import { ActionBar } from '../../../components/action-bar.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { KeyHint, useShortcuts } from '../../../components/shortcut.tsx'
import type { StepProps } from '../step.ts'
import { isTooLate, useTellTooLate } from '../decision/answer-error.tsx'
import { CancelImport } from '../decision/cancel-import.tsx'
import { answerHere, useForeignAnswers } from '../decision/foreign-answers.tsx'
import { choiceOf, forgetLeftOut, keepLeftOut, leftOutBefore, readLeftOut } from './chosen.ts'
import { FileOverview } from './file-overview.tsx'
import { NotFound } from './not-found.tsx'
import { Problems } from './problems.tsx'
import { UserTable } from './user-table.tsx'

/** Which users get their rows: what the file holds, what is wrong with it, and whom to leave out. */
export function SelectionStep({ item }: StepProps) {
  useForeignAnswers(item.waiting?.approvalId)
  return <Answer of={useImportUsers(item)}>{(found) => <Selection item={item} found={found} />}</Answer>
}

function Selection({ item, found }: StepProps & { readonly found: ImportUsers }) {
  const { t } = useTranslation('selection')
  const api = useApi()
  const queries = useQueryClient()
  const [leftOut, setLeftOut] = useState(() => readLeftOut(item.id) ?? leftOutBefore(found.users))
  const [isCorrecting, setCorrecting] = useState(false)
  const leave = useCallback(
    (ids: readonly string[], isLeftOut: boolean) =>
      setLeftOut((before) => {
        const after = new Set(before)
        for (const id of ids) {
          if (isLeftOut) after.add(id)
          else after.delete(id)
        }
        keepLeftOut(item.id, after)
        return after
      }),
    [item.id],
  )
  const refresh = () => queries.invalidateQueries({ queryKey: importKey(item.id) })
  const tellTooLate = useTellTooLate()
  const approvalId = item.waiting?.approvalId
  const choice = choiceOf(found.users, leftOut)
  const go = useMutation({
    mutationFn: () => {
      const include = choice.users.map(({ userId }) => userId)
      return answerHere(approvalId, () =>
        api.putSelection({ path: { importId: item.id }, query: { approvalId }, body: { include } }),
      )
    },
    onSuccess: () => forgetLeftOut(item.id),
    onError: tellTooLate,
    onSettled: refresh,
  })
  const back = useMutation({
    mutationFn: (question: string) =>
      answerHere(question, () => api.decideApproval({ path: { approvalId: question }, body: { action: 'back' } })),
    onError: tellTooLate,
    onSettled: refresh,
  })
  const isBusy = go.isPending || back.isPending || approvalId === undefined
  const isReady = !isBusy && choice.users.length > 0 && !isCorrecting
  const stepBack = () => {
    if (approvalId !== undefined) back.mutate(approvalId)
  }
  useShortcuts([
    { key: 'c', run: () => go.mutate(), enabled: isReady },
    { key: 'b', run: stepBack, enabled: !isBusy },
  ])
  return (
    <Stack gap="xl">
      <FileOverview item={item} />
      <NotFound item={item} found={found} onMarked={setCorrecting} />
      <Problems found={found} />
      <UserTable lines={found.users} leftOut={leftOut} onLeave={leave} />
      <Stack gap={4}>
        <Title order={2} size="h4">
          {t('next.title')}
        </Title>
        <Text>{t(item.restorePointId === undefined ? 'next.secure' : 'next.secured')}</Text>
        <CancelImport item={item} />
      </Stack>
      <ActionBar label={t('actions')}>
        <ErrorAlert error={[go.error, back.error].find((error) => error !== null && !isTooLate(error))} />
        <Group justify="space-between" gap="sm">
          <Text fw={600} aria-live="polite">
            {t('chosen', {
              users: t('users', { ns: 'common', count: choice.users.length }),
              rows: choice.rows,
              all: item.assignment?.rows ?? choice.rows,
            })}
            {isCorrecting && (
              <Text size="sm" c="dimmed">
                {t('notFound.first')}
              </Text>
            )}
          </Text>
          <Group gap="sm" wrap="nowrap">
            <Button
              variant="default"
              onClick={stepBack}
              disabled={isBusy}
              loading={back.isPending || (back.isSuccess && approvalId === undefined)}
              rightSection={<KeyHint>b</KeyHint>}
              aria-keyshortcuts="b"
            >
              {t('back', { ns: 'common' })}
            </Button>
            <Button
              onClick={() => go.mutate()}
              disabled={!isReady}
              loading={go.isPending || (go.isSuccess && approvalId === undefined)}
              rightSection={<KeyHint>c</KeyHint>}
              aria-keyshortcuts="c"
            >
              {t('go')}
            </Button>
          </Group>
        </Group>
      </ActionBar>
    </Stack>
  )
}
