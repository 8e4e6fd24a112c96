import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconFileImport, IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'
import { useMe } from '../../api/me.ts'
import { useUsers, type User } from '../../api/users.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { filterUsers, useUserFilter } from './filter.ts'
import { UsersTable } from './users-table.tsx'

/** All accounts one may see, to look somebody up, change the account, or go to the records. */
export function UsersPage() {
  const { t } = useTranslation('users')
  const { user } = useMe()
  const query = useUsers()
  if (user.level === 'user') return <Navigate to={`/users/${user.id}/records/customers`} replace />
  const isAdministrator = user.level === 'administrator'
  return (
    <Page
      title={t('title')}
      lead={isAdministrator ? t('lead') : t('leadSeen')}
      actions={
        isAdministrator && (
          <>
            <Button
              component={Link}
              to="/users/import"
              variant="default"
              leftSection={<IconFileImport size={18} aria-hidden />}
            >
              {t('bulk')}
            </Button>
            <Button component={Link} to="/users/new" leftSection={<IconUserPlus size={18} aria-hidden />}>
              {t('new')}
            </Button>
          </>
        )
      }
    >
      {!isAdministrator && <Alert color="gray">{t('onlyAdministrators')}</Alert>}
      <Answer of={query}>{(users) => <Found users={users} mayChange={isAdministrator} />}</Answer>
    </Page>
  )
}

/** So many lines are shown at first, and with each press of the button. */
const STEP = 100

function Found({ users, mayChange }: { readonly users: readonly User[]; readonly mayChange: boolean }) {
  const { t } = useTranslation('users')
  const { filter, change, clear } = useUserFilter()
  const [shown, setShown] = useState(STEP)
  const found = filterUsers(users, filter)
  const groups = [...new Set(users.flatMap((user) => user.groups))].sort((a, b) => a.localeCompare(b))
  return (
    <Stack>
      <TextInput
        type="search"
        label={t('search')}
        placeholder={t('searchHint')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={filter.q}
        onChange={(event) => change({ q: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <NativeSelect
          label={t('filterLevel')}
          value={filter.level}
          onChange={(event) => change({ level: event.currentTarget.value })}
          data={[
            { value: '', label: t('anyLevel') },
            ...(['user', 'supervisor', 'administrator'] as const).map((level) => ({
              value: level,
              label: t(`level.${level}`, { ns: 'common' }),
            })),
          ]}
        />
        <NativeSelect
          label={t('filterGroup')}
          value={filter.group}
          onChange={(event) => change({ group: event.currentTarget.value })}
          data={[{ value: '', label: t('anyGroup') }, ...groups]}
        />
        <NativeSelect
          label={t('filterActive')}
          value={filter.active}
          onChange={(event) => change({ active: event.currentTarget.value })}
          data={[
            { value: '', label: t('anyActive') },
            { value: 'yes', label: t('activeOnly') },
            { value: 'no', label: t('inactiveOnly') },
          ]}
        />
      </SimpleGrid>
      <Group justify="space-between" mih={36}>
        <Text size="sm" c="dimmed" role="status">
          {found.length === 0 ? t('noneFound') : t('found', { count: found.length })}
        </Text>
        {Object.values(filter).some((word) => word !== '') && (
          <Button variant="subtle" size="xs" onClick={clear}>
            {t('clear')}
          </Button>
        )}
      </Group>
      {found.length > 0 && <UsersTable users={found.slice(0, shown)} mayChange={mayChange} />}
      {found.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + STEP)}>
          {t('more', { count: Math.min(STEP, found.length - shown) })}
        </Button>
      )}
    </Stack>
  )
}
