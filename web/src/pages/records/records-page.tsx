import { Button, Group, Stack, Tabs, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconPlus, IconSearch, IconTrash, IconUserEdit } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useMe } from '../../api/me.ts'
import { RECORD_TYPE_NAMES } from '../../api/record-types.ts'
import { useRecords } from '../../api/records.ts'
import { Waiting } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { ColumnChoice } from './column-choice.tsx'
import { useColumns } from './columns.ts'
import { RecordsTable } from './records-table.tsx'
import { UserFrame, type Owned } from './user-frame.tsx'

/** A user's records as their owner sees them. */
export function RecordsPage() {
  return <UserFrame>{(owned) => <Records key={`${owned.user.id} ${owned.type.name}`} {...owned} />}</UserFrame>
}

function Records(owned: Owned) {
  const { user, type, isOwn, name } = owned
  const { t } = useTranslation('records')
  const navigate = useNavigate()
  const me = useMe()
  const at = `/users/${user.id}/records`
  return (
    <Page
      title={isOwn ? t('own') : t('title', { name })}
      lead={isOwn ? t('leadOwn') : t('lead', { name })}
      actions={
        <>
          {me.user.level === 'administrator' && (
            <Button
              component={Link}
              to={`/users/${user.id}`}
              variant="default"
              leftSection={<IconUserEdit size={18} aria-hidden />}
            >
              {t('account')}
            </Button>
          )}
          <Button
            component={Link}
            to={`/users/${user.id}/recycle-bin`}
            variant="default"
            leftSection={<IconTrash size={18} aria-hidden />}
          >
            {t('bin')}
          </Button>
          <Button component={Link} to={`${at}/${type.name}/new`} leftSection={<IconPlus size={18} aria-hidden />}>
            {t(`new.${type.name}`)}
          </Button>
        </>
      }
    >
      <Tabs value={type.name} onChange={(chosen) => void navigate(`${at}/${chosen ?? 'customers'}`)}>
        <Tabs.List aria-label={t('types')}>
          {RECORD_TYPE_NAMES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`recordType.${one}`, { ns: 'common' })}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={type.name} pt="md">
          <List {...owned} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function List({ user, type, name }: Owned) {
  const { t } = useTranslation('records')
  const [params, setParams] = useSearchParams()
  const search = params.get('q')?.trim() ?? ''
  const [typed, setTyped] = useState(search)
  const look = useDebouncedCallback(
    (q: string) => setParams(q.trim() === '' ? {} : { q: q.trim() }, { replace: true }),
    300,
  )
  const { columns, choose, useUsual } = useColumns(type)
  const query = useRecords(user.id, type.name, search)
  const found = query.data?.pages.flatMap(({ records }) => records) ?? []
  const label = t(`recordType.${type.name}`, { ns: 'common' })
  const isLooking = query.isFetching && found.length === 0
  const status = () => {
    if (isLooking) return t('searching')
    if (found.length > 0) return t(query.hasNextPage ? 'loadedMore' : 'loaded', { count: found.length })
    return search === '' ? t('nothing', { type: label }) : t('nothingFound', { search })
  }
  return (
    <Stack gap="sm">
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          type="search"
          flex={1}
          label={t('search', { type: label })}
          placeholder={t('searchHint')}
          leftSection={<IconSearch size={18} aria-hidden />}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            look(event.currentTarget.value)
          }}
        />
        <ColumnChoice type={type} columns={columns} onChoose={choose} onUsual={useUsual} />
      </Group>
      <Text size="sm" c="dimmed" role="status" mih="1.5em">
        {query.isPending ? '' : status()}
      </Text>
      {query.isError && <ErrorAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.isSuccess && found.length === 0 && !query.hasNextPage && search === '' && <Text>{t('nothingHint')}</Text>}
      {query.isSuccess && (
        <RecordsTable
          label={t('table', { type: label, name })}
          userId={user.id}
          type={type.name}
          columns={columns}
          records={found}
          hasMore={query.hasNextPage}
          isFetching={query.isFetchingNextPage}
          hasFailed={query.isError}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </Stack>
  )
}
