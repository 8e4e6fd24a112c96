import { Alert, Badge, Button, Group, List, Stack, Table, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/api.tsx'
import { usersKey } from '../../api/users.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import type { AccountEntry, AccountProblem } from './account-file.ts'

interface Props {
  readonly fileName: string
  readonly entries: readonly AccountEntry[]
  readonly problems: readonly AccountProblem[]
  readonly unknownColumns: readonly string[]
}

/** Accounts sent with one request; the API takes 5,000. */
const BATCH = 1000
/** So many lines are shown: a longer list is read in the file itself. */
const MOST_SHOWN = 200

const COLOURS = { create: 'green.8', update: 'indigo.7', same: 'gray.6' } as const

/** What a file of accounts would do, line by line, and what is wrong with it; then does it. */
export function AccountsPreview({ fileName, entries, problems, unknownColumns }: Props) {
  const { t } = useTranslation('users')
  const changing = entries.filter(({ kind }) => kind !== 'same')
  const count = (kind: AccountEntry['kind']): number => entries.filter((entry) => entry.kind === kind).length
  const { send, sent } = useSending(entries)
  return (
    <Stack component="section" aria-labelledby="would-happen">
      <Title order={2} size="h4" id="would-happen" style={{ overflowWrap: 'anywhere' }}>
        {t('import.summary')}: {fileName}
      </Title>
      {unknownColumns.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('import.unknownColumns', { columns: unknownColumns.join(', ') })}
        </Text>
      )}
      {problems.length > 0 ? (
        <Problems problems={problems} />
      ) : (
        <>
          <Text role="status">
            {t('import.toCreate', { count: count('create') })}, {t('import.toUpdate', { count: count('update') })},{' '}
            {t('import.same', { count: count('same') })}.
          </Text>
          {send.isSuccess ? (
            <Alert color="green" role="status">
              {t('import.done', send.data)}
            </Alert>
          ) : changing.length === 0 ? (
            <Alert color="gray">{t('import.nothingToSend')}</Alert>
          ) : (
            <Group>
              <Button loading={send.isPending} onClick={() => send.mutate()}>
                {t('import.send', { count: changing.length })}
              </Button>
            </Group>
          )}
          <ErrorAlert error={send.error} />
          {send.isError && sent > 0 && <Text>{t('import.sentSoFar', { count: sent })}</Text>}
        </>
      )}
      <Entries entries={changing.length > 0 ? changing : entries} />
    </Stack>
  )
}

/** Sends all accounts, batch by batch; says how many were written if a later batch is refused. */
function useSending(entries: readonly AccountEntry[]) {
  const api = useApi()
  const queries = useQueryClient()
  const [sent, setSent] = useState(0)
  const send = useMutation({
    mutationFn: async () => {
      const total = { created: 0, updated: 0, unchanged: 0 }
      for (let from = 0; from < entries.length; from += BATCH) {
        const batch = entries.slice(from, from + BATCH).map(({ given }) => given)
        const answer = await api.putUsers({ body: { users: batch } })
        total.created += answer.created
        total.updated += answer.updated
        total.unchanged += answer.unchanged
        setSent(from + batch.length)
      }
      return total
    },
    onSettled: () =>
      Promise.all([queries.invalidateQueries({ queryKey: usersKey }), queries.invalidateQueries({ queryKey: ['me'] })]),
  })
  return { send, sent }
}

function Problems({ problems }: { readonly problems: readonly AccountProblem[] }) {
  const { t } = useTranslation('users')
  return (
    <Alert color="red" role="alert" title={t('import.wrongTitle', { count: problems.length })}>
      <List size="sm">
        {problems.slice(0, MOST_SHOWN).map(({ row, column, why, value, other = '' }) => (
          <List.Item key={`${row} ${column} ${why}`} style={{ overflowWrap: 'anywhere' }}>
            {t('import.row')} {row}, {t(column)}: {t(`import.wrong.${why}`, { value, other })}
          </List.Item>
        ))}
      </List>
      {problems.length > MOST_SHOWN && <Text size="sm">{t('import.shown', { count: MOST_SHOWN })}</Text>}
    </Alert>
  )
}

function Entries({ entries }: { readonly entries: readonly AccountEntry[] }) {
  const { t } = useTranslation('users')
  if (entries.length === 0) return null
  return (
    <>
      <WideTable
        label={t('import.summary')}
        minWidth={640}
        headings={[t('import.row'), t('email'), t('import.what'), t('import.changes')]}
      >
        <Table.Tbody>
          {entries.slice(0, MOST_SHOWN).map((entry) => (
            <Table.Tr key={entry.row}>
              <Table.Td>{entry.row}</Table.Td>
              <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                {entry.given.email}
              </Table.Th>
              <Table.Td>
                <Badge variant="dot" color={COLOURS[entry.kind]} tt="none">
                  {t(`import.kind.${entry.kind}`)}
                </Badge>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {entry.changes
                  .filter(({ column }) => entry.kind !== 'create' || column !== 'email')
                  .map(({ column, before, after }) => {
                    const value = after === '' ? t('import.nothing') : after
                    if (entry.kind === 'create') return `${t(column)}: ${value}`
                    return t('import.becomes', {
                      field: t(column),
                      before: before === '' ? t('import.nothing') : before,
                      after: value,
                    })
                  })
                  .join(' · ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {entries.length > MOST_SHOWN && <Text size="sm">{t('import.shown', { count: MOST_SHOWN })}</Text>}
    </>
  )
}
