import { Anchor, Stack, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useImportUsers } from '../../../api/import-users.ts'
import { Email } from '../../../components/email.tsx'
import { CountsBar } from '../../../components/outcomes.tsx'
import { WideTable, type Heading } from '../../../components/wide-table.tsx'
import { useFormats } from '../../../texts/formats.ts'
import type { StepProps } from '../step.ts'
import { occurring, type Summary } from './summary.ts'
import classes from './per-user.module.css'

/** The table under the picture: a line per user, whose sums are the rows of the file. */
export function PerUser({ item, summary }: StepProps & { readonly summary: Summary }) {
  const { t } = useTranslation('summary')
  const { number } = useFormats()
  const { data } = useImportUsers(item)
  const names = new Map(data?.users.map(({ userId, name }) => [userId, name]))
  const { totals, users, rows, deleted, related } = summary
  const outcomes = occurring(totals)
  const withMoves = users.some(({ movedAway }) => movedAway > 0)
  const beside = [
    { name: 'deleted', shown: deleted > 0, total: deleted },
    { name: 'related', shown: related > 0, total: related },
    { name: 'movedAway', shown: withMoves, total: users.reduce((sum, { movedAway }) => sum + movedAway, 0) },
  ] as const
  const extra = beside.filter(({ shown }) => shown)
  const title = t('users.title', { count: users.length })
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {title}
      </Title>
      <WideTable
        label={title}
        minWidth={200 + 84 * (outcomes.length + extra.length)}
        headings={[
          t('users.user'),
          { text: t('users.rows'), ta: 'right' },
          ...outcomes.map((outcome): Heading => ({
            text: t(`outcome.${outcome}`, { ns: 'common' }),
            ta: 'right',
            className: classes.outcome ?? '',
          })),
          ...extra.map(({ name }): Heading => ({ text: t(`users.${name}`), ta: 'right' })),
        ]}
      >
        <Table.Tbody>
          {users.map((user) => (
            <Table.Tr key={user.userId}>
              <Table.Th scope="row" className={classes.user ?? ''}>
                <Who item={item} user={user} name={names.get(user.userId) ?? ''} />
              </Table.Th>
              <Table.Td ta="right">{number(user.rows)}</Table.Td>
              {outcomes.map((outcome) => (
                <Table.Td key={outcome} ta="right" c={user.totals[outcome] === 0 ? 'dimmed' : undefined}>
                  {number(user.totals[outcome])}
                </Table.Td>
              ))}
              {extra.map(({ name }) => (
                <Table.Td key={name} ta="right" c={user[name] === 0 ? 'dimmed' : undefined}>
                  {number(user[name])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          {totals.unassigned > 0 && (
            <Table.Tr>
              <Table.Th scope="row" className={classes.user ?? ''}>
                <Text size="sm" fw={600}>
                  {t('users.nobody')}
                </Text>
              </Table.Th>
              <Table.Td ta="right">{number(totals.unassigned)}</Table.Td>
              {outcomes.map((outcome) => (
                <Table.Td key={outcome} ta="right" c={outcome === 'unassigned' ? undefined : 'dimmed'}>
                  {number(outcome === 'unassigned' ? totals.unassigned : 0)}
                </Table.Td>
              ))}
              {extra.map(({ name }) => (
                <Table.Td key={name} />
              ))}
            </Table.Tr>
          )}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('users.sum')}</Table.Th>
            <Table.Th ta="right">{number(rows)}</Table.Th>
            {outcomes.map((outcome) => (
              <Table.Th key={outcome} ta="right">
                {number(totals[outcome])}
              </Table.Th>
            ))}
            {extra.map(({ name, total }) => (
              <Table.Th key={name} ta="right">
                {number(total)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </WideTable>
      <Text size="sm" c="dimmed">
        {t('users.adds', { rows: number(rows) })}
      </Text>
    </Stack>
  )
}

interface WhoProps extends StepProps {
  readonly user: Summary['users'][number]
  readonly name: string
}

function Who({ item, user, name }: WhoProps) {
  const { t } = useTranslation('summary')
  return (
    <Stack gap={2}>
      <Anchor component={Link} to={`/imports/${item.id}/users/${user.userId}`} size="sm" fw={600}>
        {name === '' ? user.email : name}
      </Anchor>
      {name !== '' && (
        <Text size="xs" c="dimmed">
          <Email address={user.email} />
        </Text>
      )}
      <CountsBar
        size="sm"
        bare
        counts={user.totals}
        label={t('users.resultOf', { name: name === '' ? user.email : name })}
      />
    </Stack>
  )
}
