import { Button, List, Stack, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Restore, RestoreCounts } from '../../api/restores.ts'
import { WideTable, type Heading } from '../../components/wide-table.tsx'
import { useFormats } from '../../texts/formats.ts'
import { COUNT_ORDER, CountSentences } from './count-sentences.tsx'
import { Losses } from './losses.tsx'
import { usePeople } from './people.ts'

type UserOf = Restore['users'][number]

const USERS_AT_ONCE = 50

/** What a restore or undo does, or did, in sentences and numbers: overall, whose work goes, and user by user. */
export function Numbers({ restore }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  const { dryRun, counts, users, missingUsers, newUsers } = restore
  const tense = dryRun ? 'plan' : 'done'
  return (
    <Stack gap="lg">
      {counts !== undefined && (
        <div>
          <CountSentences counts={counts} tense={tense} />
          {dryRun && counts.removed > 0 && (
            <Text size="sm" c="dimmed" mt="xs">
              {t('removedHint')}
            </Text>
          )}
        </div>
      )}
      <Losses restore={restore} />
      {users.length > 0 && <PerUser users={users} counts={counts} withVerified={!dryRun} />}
      <Names title={t('missingTitle')} hint={t('missingHint')} users={missingUsers} />
      <Names title={t('newTitle')} hint={t('newHint')} users={newUsers} />
    </Stack>
  )
}

interface PerUserProps {
  readonly users: readonly UserOf[]
  readonly counts: RestoreCounts | undefined
  readonly withVerified: boolean
}

function PerUser({ users, counts, withVerified }: PerUserProps) {
  const { t } = useTranslation('restores')
  const { number } = useFormats()
  const { nameOf } = usePeople()
  const [shown, setShown] = useState(USERS_AT_ONCE)
  const columns = COUNT_ORDER.filter((name) => users.some((user) => user.counts[name] > 0))
  // Of a hundred users mostly few are concerned: they come first.
  const isConcerned = (user: UserOf) => columns.some((name) => name !== 'unchanged' && user.counts[name] > 0)
  const ordered = users.toSorted((a, b) => Number(isConcerned(b)) - Number(isConcerned(a)))
  if (columns.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('perUser')}
      </Title>
      <WideTable
        striped
        label={t('perUser')}
        minWidth={160 + columns.length * 110}
        headings={[
          t('column.user'),
          ...columns.map((name): Heading => ({ text: t(`column.${name}`), ta: 'right' })),
          ...(withVerified ? [t('column.verified')] : []),
        ]}
      >
        <Table.Tbody>
          {ordered.slice(0, shown).map((user) => (
            <Table.Tr key={user.userId}>
              <Table.Th scope="row" fw={400} title={user.email}>
                {nameOf(user.userId, user.email)}
              </Table.Th>
              {columns.map((name) => (
                <Table.Td key={name} ta="right">
                  {number(user.counts[name])}
                </Table.Td>
              ))}
              {withVerified && <Table.Td>{t(user.verified ? 'verifiedYes' : 'verifiedNo')}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {counts !== undefined && users.length > 1 && (
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{t('allUsers')}</Table.Th>
              {columns.map((name) => (
                <Table.Th key={name} ta="right">
                  {number(counts[name])}
                </Table.Th>
              ))}
              {withVerified && <Table.Td />}
            </Table.Tr>
          </Table.Tfoot>
        )}
      </WideTable>
      {shown < users.length && (
        <div>
          <Button variant="default" size="xs" onClick={() => setShown(shown + USERS_AT_ONCE)}>
            {t('more', { ns: 'common' })}
          </Button>
        </div>
      )}
    </Stack>
  )
}

interface NamesProps {
  readonly title: string
  readonly hint: string
  /** E-mail addresses or IDs. */
  readonly users: readonly string[]
}

function Names({ title, hint, users }: NamesProps) {
  const { nameOf } = usePeople()
  if (users.length === 0) return null
  return (
    <section aria-label={title}>
      <Title order={3} size="h5">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      <List size="sm" mt="xs">
        {users.map((user) => (
          <List.Item key={user}>{nameOf(user, user)}</List.Item>
        ))}
      </List>
    </section>
  )
}
