import { ActionIcon, Anchor, Badge, Button, Group, Table, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { nameOfUser, type User } from '../../api/users.ts'
import { WideTable } from '../../components/wide-table.tsx'
import classes from './users.module.css'

interface Props {
  readonly users: readonly User[]
  /** Offers to edit the accounts. */
  readonly mayChange: boolean
}

/** Accounts, one a line. */
export function UsersTable({ users, mayChange }: Props) {
  const { t } = useTranslation('users')
  return (
    <WideTable
      label={t('table')}
      minWidth={320}
      headings={[
        t('name'),
        { text: t('employeeNumber'), visibleFrom: 'sm' },
        { text: t('level'), visibleFrom: 'sm' },
        { text: t('groups'), visibleFrom: 'sm' },
        t('records'),
      ]}
    >
      <Table.Tbody>
        {users.map((user) => (
          <Line key={user.id} user={user} mayChange={mayChange} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

function Line({ user, mayChange }: { readonly user: User; readonly mayChange: boolean }) {
  const { t } = useTranslation('users')
  const name = nameOfUser(user)
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} className={classes.name ?? ''}>
        <Group gap="xs" wrap="nowrap">
          {mayChange ? (
            <Anchor component={Link} to={`/users/${user.id}`} fw={600} truncate title={name}>
              {name}
            </Anchor>
          ) : (
            <Text fw={600} truncate title={name}>
              {name}
            </Text>
          )}
          {!user.active && (
            <Badge variant="default" tt="none" style={{ flexShrink: 0 }}>
              {t('inactive')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" truncate title={user.email}>
          {user.email}
        </Text>
        <Text size="sm" c="dimmed" hiddenFrom="sm">
          {[t(`level.${user.level}`, { ns: 'common' }), ...user.groups].join(', ')}
        </Text>
      </Table.Th>
      <Table.Td visibleFrom="sm">{user.employeeNumber}</Table.Td>
      <Table.Td visibleFrom="sm">{t(`level.${user.level}`, { ns: 'common' })}</Table.Td>
      <Table.Td visibleFrom="sm" maw={200} style={{ overflowWrap: 'anywhere' }}>
        {user.groups.join(', ')}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Button
            component={Link}
            to={`/users/${user.id}/records/customers`}
            size="xs"
            variant="default"
            aria-label={t('recordsOf', { name })}
          >
            {t('records')}
          </Button>
          {mayChange && (
            <ActionIcon component={Link} to={`/users/${user.id}`} variant="subtle" aria-label={t('editOf', { name })}>
              <IconPencil size={18} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
