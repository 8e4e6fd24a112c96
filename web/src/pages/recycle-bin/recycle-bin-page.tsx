import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconArrowLeft, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { isRecordTypeName, RECORD_TYPE_NAMES } from '../../api/record-types.ts'
import { recordsKey } from '../../api/records.ts'
import { Waiting } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { UserFrame, type Owned } from '../records/user-frame.tsx'
import { BinTable, type Binned } from './bin-table.tsx'
import { RestoreReport } from './restore-report.tsx'

/** A user's deleted records, to take them out again. */
export function RecycleBinPage() {
  return <UserFrame>{(owned) => <RecycleBin key={owned.user.id} {...owned} />}</UserFrame>
}

const AT_ONCE = 100
/** What the API takes out with one request. */
const MOST_RESTORED = 1000

/** By which a record may have been deleted. */
const WAYS = ['hand', 'import'] as const

function useBin(userId: string) {
  const api = useApi()
  const [params, setParams] = useSearchParams()
  const type = params.get('type')
  const by = WAYS.find((way) => way === params.get('by'))
  const query = {
    limit: AT_ONCE,
    ...(isRecordTypeName(type) ? { type } : {}),
    ...(by === undefined ? {} : { by }),
    ...(params.get('q') === null ? {} : { search: params.get('q') ?? '' }),
  } as const
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value.trim() === '') next.delete(name)
        else next.set(name, value.trim())
        return next
      },
      { replace: true },
    )
  const found = useInfiniteQuery({
    queryKey: ['recycle-bin', userId, query],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.listBinnedRecords({
        path: { userId },
        query: { ...query, ...(pageParam === '' ? {} : { cursor: pageParam }) },
      }),
    getNextPageParam: ({ cursor }) => cursor,
  })
  return { found, set, type: type ?? '', by: by ?? '', search: params.get('q') ?? '' }
}

function RecycleBin({ user, isOwn, name }: Owned) {
  const { t } = useTranslation('records')
  const api = useApi()
  const queries = useQueryClient()
  const { found, set, type, by, search } = useBin(user.id)
  const [selected, setSelected] = useState<ReadonlyMap<string, Binned>>(new Map())
  const filter = (name: string, value: string) => {
    // Nothing is taken out that is not seen.
    setSelected(new Map())
    set(name, value)
  }
  const [typed, setTyped] = useState(search)
  const look = useDebouncedCallback((text: string) => filter('q', text), 300)
  const records = found.data?.pages.flatMap((page) => page.records) ?? []
  const restore = useMutation({
    mutationFn: async (chosen: readonly Binned[]) => ({
      chosen,
      answer: await api.restoreRecords({
        path: { userId: user.id },
        body: { recordIds: chosen.map(({ id }) => id) },
      }),
    }),
    onSuccess: async () => {
      setSelected(new Map())
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['recycle-bin', user.id] }),
        queries.invalidateQueries({ queryKey: recordsKey(user.id) }),
      ])
    },
  })
  const isFiltered = search !== '' || type !== '' || by !== ''
  const status = () => {
    if (records.length > 0)
      return t(found.hasNextPage ? 'recycleBin.countMore' : 'recycleBin.count', { count: records.length })
    if (found.hasNextPage) return t('searching')
    return t(isFiltered ? 'recycleBin.nothingFound' : 'recycleBin.empty')
  }
  return (
    <Page
      title={isOwn ? t('recycleBin.own') : t('recycleBin.title', { name })}
      lead={t('recycleBin.lead')}
      actions={
        <Button
          component={Link}
          to={`/users/${user.id}/records/customers`}
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
        >
          {t('recycleBin.toRecords')}
        </Button>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput
          type="search"
          label={t('recycleBin.search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            look(event.currentTarget.value)
          }}
        />
        <NativeSelect
          label={t('recycleBin.type')}
          value={type}
          onChange={(event) => filter('type', event.currentTarget.value)}
          data={[
            { value: '', label: t('recycleBin.typeAll') },
            ...RECORD_TYPE_NAMES.map((value) => ({ value, label: t(`recordType.${value}`, { ns: 'common' }) })),
          ]}
        />
        <NativeSelect
          label={t('recycleBin.by')}
          value={by}
          onChange={(event) => filter('by', event.currentTarget.value)}
          data={[
            { value: '', label: t('recycleBin.byAll') },
            { value: 'hand', label: t('recycleBin.byHand') },
            { value: 'import', label: t('recycleBin.byImport') },
          ]}
        />
      </SimpleGrid>
      <Group justify="space-between" mih={36}>
        <Text size="sm" c="dimmed" role="status">
          {found.isPending ? '' : status()}
        </Text>
        {selected.size > 0 && (
          <Group gap="sm">
            {selected.size > MOST_RESTORED && <Text size="sm">{t('recycleBin.tooMany', { max: MOST_RESTORED })}</Text>}
            <Button
              loading={restore.isPending}
              disabled={selected.size > MOST_RESTORED}
              onClick={() => restore.mutate([...selected.values()])}
            >
              {t('recycleBin.restoreSelected', { count: selected.size })}
            </Button>
          </Group>
        )}
      </Group>
      <ErrorAlert error={restore.error} />
      {restore.data !== undefined && <RestoreReport userId={user.id} {...restore.data} />}
      {found.isPending && <Waiting />}
      {found.isError && <ErrorAlert error={found.error} onRetry={() => void found.refetch()} />}
      <Stack>
        {records.length > 0 && (
          <BinTable
            records={records}
            selected={selected}
            busy={restore.isPending}
            onSelect={setSelected}
            onRestore={(record) => restore.mutate([record])}
          />
        )}
        {found.hasNextPage && (
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('more', { ns: 'common' })}
          </Button>
        )}
      </Stack>
    </Page>
  )
}
