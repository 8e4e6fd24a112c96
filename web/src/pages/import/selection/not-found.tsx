import { Alert, Box, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconUserQuestion } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { memo, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../../api/api.tsx'
import type { ImportUsers } from '../../../api/import-users.ts'
import { importKey } from '../../../api/imports.ts'
import { nameOfUser, useUsers } from '../../../api/users.ts'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { useSay } from '../../../texts/say.ts'
import { isTooLate, useTellTooLate } from '../decision/answer-error.tsx'
import { answerHere } from '../decision/foreign-answers.tsx'
import type { StepProps } from '../step.ts'
import { keepMeant, readMeant, type Meant } from './meant.ts'
import classes from './not-found.module.css'

type Value = ImportUsers['notFound'][number]

const AT_ONCE = 20
/** What one answer takes. */
const MOST_CORRECTIONS = 500

interface Props extends StepProps {
  readonly found: ImportUsers
  /** Told whether there are corrections that are chosen and not given yet. */
  readonly onMarked: (isMarked: boolean) => void
}

/** The only suggestion for a value, where nothing but its form is wrong. */
const sureMeaning = ({ suggestions: [first, ...others] }: Value): string | undefined =>
  first?.confidence === 'high' && others.length === 0 ? first.email : undefined

/** Values that belong to no user, and whom each of them may mean. */
export const NotFound = memo(function NotFound({ item, found, onMarked }: Props) {
  const { t } = useTranslation('selection')
  const api = useApi()
  const queries = useQueryClient()
  const tellTooLate = useTellTooLate()
  const { notFound, notFoundValues } = found
  const [marked, mark] = useState(() => readMeant(item.id))
  const setMeant = (next: Meant) => {
    keepMeant(item.id, next)
    mark(next)
  }
  // What was used is no value without a user any more: it is forgotten, even if this page never saw the file assigned anew.
  const meant = useMemo(
    () => new Map([...marked].filter(([value]) => notFound.some((one) => one.value === value))),
    [marked, notFound],
  )
  const [most, setMost] = useState(AT_ONCE)
  const isMarked = meant.size > 0
  useEffect(() => onMarked(isMarked), [isMarked, onMarked])
  const correct = useMutation({
    mutationFn: () => {
      const approvalId = item.waiting?.approvalId
      const corrections = [...meant].slice(0, MOST_CORRECTIONS).map(([value, email]) => ({ value, email }))
      return answerHere(approvalId, () =>
        api.putSelection({ path: { importId: item.id }, query: { approvalId }, body: { corrections } }),
      )
    },
    onError: tellTooLate,
    onSettled: () => queries.invalidateQueries({ queryKey: importKey(item.id) }),
  })
  if (notFound.length === 0) return null
  const sure = notFound.flatMap((value): [string, string][] => {
    const email = sureMeaning(value)
    return email === undefined ? [] : [[value.value, email]]
  })
  const rows = notFound.reduce((sum, value) => sum + value.rows, 0)
  const rowsOfMeant = notFound.reduce((sum, value) => sum + (meant.has(value.value) ? value.rows : 0), 0)
  const mean = (value: string, email: string | null) => {
    const after = new Map(meant)
    if (email === null) after.delete(value)
    else after.set(value, email)
    setMeant(after)
  }
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconUserQuestion aria-hidden />}
      title={t('notFound.title', { count: notFoundValues })}
    >
      <Stack gap="sm">
        <Text size="sm">{t('notFound.lead', { count: rows })}</Text>
        {sure.length > 0 && (
          <Group>
            <Button size="xs" variant="default" onClick={() => setMeant(new Map([...meant, ...sure]))}>
              {t('notFound.takeSure', { count: sure.length })}
            </Button>
          </Group>
        )}
        <Values values={notFound.slice(0, most)} meant={meant} onMean={mean} />
        {most < notFound.length && (
          <Button size="xs" variant="default" onClick={() => setMost(most + AT_ONCE)} style={{ alignSelf: 'start' }}>
            {t('more', { ns: 'common' })} ({t('of', { ns: 'common', done: most, all: notFound.length })})
          </Button>
        )}
        {notFound.length < notFoundValues && (
          <Text size="sm">{t('notFound.listed', { shown: notFound.length, all: notFoundValues })}</Text>
        )}
        {!isTooLate(correct.error) && <ErrorAlert error={correct.error} />}
        <Group gap="sm" mih={36}>
          {isMarked && (
            <>
              <Button
                size="sm"
                onClick={() => correct.mutate()}
                loading={correct.isPending || item.waiting === undefined}
              >
                {t('notFound.apply', { count: meant.size })}
              </Button>
              <Button size="sm" variant="default" onClick={() => setMeant(new Map())} disabled={correct.isPending}>
                {t('notFound.forget')}
              </Button>
            </>
          )}
          <Text size="sm" flex="1 1 16rem" aria-live="polite">
            {isMarked ? t('notFound.then', { count: rowsOfMeant }) : t('notFound.otherwise')}
          </Text>
        </Group>
      </Stack>
    </Alert>
  )
})

interface ValuesProps {
  readonly values: readonly Value[]
  readonly meant: Meant
  readonly onMean: (value: string, email: string | null) => void
}

function Values({ values, meant, onMean }: ValuesProps) {
  const { t } = useTranslation('selection')
  const { number } = useFormats()
  const { data, error, refetch } = useUsers()
  const accounts = useMemo(
    () =>
      (data ?? [])
        .filter(({ active }) => active)
        .map((user) => ({ value: user.email, label: [...new Set([nameOfUser(user), user.email])].join(' · ') })),
    [data],
  )
  return (
    <>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      <Box component="ul" aria-label={t('notFound.list')} className={classes.values ?? ''}>
        {values.map((value) => (
          <li key={value.value} className={classes.value}>
            <div className={classes.named}>
              <Text fw={700} inherit>
                {value.value}
              </Text>
              <Text size="sm">
                {t('rows', { ns: 'common', count: value.rows })} ·{' '}
                {t('notFound.firstRow', { row: number(value.firstRow) })}
              </Text>
            </div>
            <Meaning
              value={value}
              accounts={accounts}
              email={meant.get(value.value) ?? null}
              onMean={(email) => onMean(value.value, email)}
            />
          </li>
        ))}
      </Box>
    </>
  )
}

interface MeaningProps {
  readonly value: Value
  readonly accounts: readonly { readonly value: string; readonly label: string }[]
  readonly email: string | null
  readonly onMean: (email: string | null) => void
}

/** Whom one value means: suggestions as buttons with their reason, everybody else from a list. */
function Meaning({ value, accounts, email, onMean }: MeaningProps) {
  const { t } = useTranslation('selection')
  const say = useSay()
  return (
    <Stack gap={6} miw={0}>
      {value.suggestions.length > 0 && <Text size="sm">{t('notFound.meant')}</Text>}
      {value.suggestions.map((user) => (
        <Group key={user.userId} gap="xs" align="flex-start">
          <Button
            size="compact-sm"
            variant={email === user.email ? 'filled' : 'default'}
            aria-pressed={email === user.email}
            onClick={() => onMean(email === user.email ? null : user.email)}
            style={{ flexShrink: 0 }}
          >
            {t('notFound.accept', { name: user.name === '' ? user.email : user.name })}
          </Button>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }} flex="1 1 12rem">
            {t('quoted', { ns: 'common', text: value.value })} {say(user.reason.message)}{' '}
            {user.confidence === 'high' ? t('notFound.sure') : t('notFound.unsure')}
          </Text>
        </Group>
      ))}
      <Select
        size="xs"
        aria-label={t('notFound.choose', { value: value.value })}
        placeholder={t(value.suggestions.length === 0 ? 'notFound.nobody' : 'notFound.somebodyElse')}
        data={accounts}
        value={email}
        onChange={onMean}
        searchable
        clearable
        limit={50}
        maw={360}
      />
    </Stack>
  )
}
