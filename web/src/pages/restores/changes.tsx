import { Button, Group, Select, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { restoreKey, type Restore, type RestoreChange } from '../../api/restores.ts'
import { Answer } from '../../components/answer.tsx'
import { DownloadButton } from '../../components/download-button.tsx'
import { useLanguage } from '../../texts/labels.ts'
import { ChangeList } from './change-list.tsx'
import { usePeople } from './people.ts'

const ACTIONS = [
  'created',
  'updated',
  'restored',
  'deleted',
  'removed',
  'moved',
  'kept',
] as const satisfies RestoreChange['action'][]

const isAction = (text: string | null): text is RestoreChange['action'] => ACTIONS.some((action) => action === text)

const PAGE = 50
/** Within the page's landmarks, where readers of the screen find it. */
const INLINE = { withinPortal: false }

/** A restore or undo record by record, by user and by what happens, as a list and as a file. */
export function Changes({ restore }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  const { nameOf } = usePeople()
  const [query, setQuery] = useSearchParams()
  const user = restore.users.find(({ userId }) => userId === query.get('user'))?.userId
  const chosen = query.get('action')
  const action = isAction(chosen) ? chosen : undefined
  const filter = (name: 'user' | 'action', value: string | null) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === null || value === '') after.delete(name)
        else after.set(name, value)
        return after
      },
      { replace: true, preventScrollReset: true },
    )
  return (
    <Stack gap="sm" component="section" aria-label={t('changes.title')}>
      <Title order={2} size="h4">
        {t('changes.title')}
      </Title>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('changes.user')}
          searchable
          comboboxProps={INLINE}
          allowDeselect={false}
          flex="1 1 12rem"
          maw={320}
          data={[
            { value: '', label: t('changes.everyUser') },
            ...restore.users.map(({ userId, email }) => ({ value: userId, label: nameOf(userId, email) })),
          ]}
          value={user ?? ''}
          onChange={(value) => filter('user', value)}
        />
        <Select
          label={t('changes.action')}
          comboboxProps={INLINE}
          allowDeselect={false}
          flex="1 1 12rem"
          maw={320}
          data={[
            { value: '', label: t('changes.everyAction') },
            ...ACTIONS.map((value) => ({ value, label: t(`action.${value}`) })),
          ]}
          value={action ?? ''}
          onChange={(value) => filter('action', value)}
        />
      </Group>
      <Reports restore={restore} />
      <Found restore={restore} user={user} action={action} />
    </Stack>
  )
}

interface FoundProps {
  readonly restore: Restore
  readonly user: string | undefined
  readonly action: RestoreChange['action'] | undefined
}

function Found({ restore, user, action }: FoundProps) {
  const api = useApi()
  const { t } = useTranslation('restores')
  const changes = useInfiniteQuery({
    queryKey: [...restoreKey(restore.id), 'changes', user ?? '', action ?? ''],
    queryFn: ({ pageParam: cursor }) =>
      api.listRestoreChanges({ path: { restoreId: restore.id }, query: { user, action, cursor, limit: PAGE } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    // What was planned stays as it is.
    staleTime: Infinity,
  })
  return (
    <Answer of={changes}>
      {({ pages }) => {
        const found = pages.flatMap((page) => page.changes)
        return (
          <>
            {found.length === 0 && !changes.hasNextPage && <Text>{t('changes.none')}</Text>}
            <ChangeList changes={found} />
            {changes.hasNextPage && (
              <Button
                variant="default"
                style={{ alignSelf: 'center' }}
                loading={changes.isFetchingNextPage}
                onClick={() => void changes.fetchNextPage()}
              >
                {t('more', { ns: 'common' })}
              </Button>
            )}
          </>
        )
      }}
    </Answer>
  )
}

/** The whole list as a file. */
function Reports({ restore: { id } }: { readonly restore: Restore }) {
  const api = useApi()
  const { t } = useTranslation('restores')
  const language = useLanguage()
  const get = (format: 'xlsx' | 'csv') => () =>
    api.getRestoreReport({ path: { restoreId: id }, query: { format, language } })
  return (
    <Group gap="sm" component="section" aria-label={t('report')}>
      <Text size="sm">{t('report')}:</Text>
      <DownloadButton size="xs" fetch={get('xlsx')} fileName={`restore-${id}.xlsx`}>
        {t('reportXlsx')}
      </DownloadButton>
      <DownloadButton size="xs" fetch={get('csv')} fileName={`restore-${id}.csv`}>
        {t('reportCsv')}
      </DownloadButton>
    </Group>
  )
}
