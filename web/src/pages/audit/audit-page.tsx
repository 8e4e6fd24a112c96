import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { useMe } from '../../api/me.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { isAction } from './actions.ts'
import { AuditFilters } from './audit-filters.tsx'
import classes from './audit.module.css'
import { AuditEntry } from './entry.tsx'
import { dayIn, momentsOf } from './period.ts'

const PAGE = 50

/** Who did what, newest first. */
export function AuditPage() {
  const api = useApi()
  const { t } = useTranslation('audit')
  const isAdministrator = useMe().user.level === 'administrator'
  const company = useQuery({ queryKey: ['company'], queryFn: () => api.getCompany(), staleTime: 30_000 }).data
  return (
    <Page
      title={t('title')}
      lead={`${t('lead')} ${company === undefined ? '' : t('kept', { count: company.auditDays })}`}
    >
      {!isAdministrator && (
        <Alert icon={<IconInfoCircle />} color="blue" variant="light">
          {t('onlyOwn')}
        </Alert>
      )}
      <AuditFilters />
      <Entries />
    </Page>
  )
}

function Entries() {
  const api = useApi()
  const { t } = useTranslation('audit')
  const [query] = useSearchParams()
  const action = query.get('action')
  const filter = {
    ...momentsOf({ from: dayIn(query.get('from')), to: dayIn(query.get('to')) }),
    by: query.get('by') ?? undefined,
    action: isAction(action) ? action : undefined,
    subject: query.get('subject') ?? undefined,
  }
  const entries = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam: cursor }) => api.listAudit({ query: { ...filter, cursor, limit: PAGE } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
  })
  return (
    <Answer of={entries}>
      {({ pages }) => {
        const found = pages.flatMap((page) => page.entries)
        return (
          <Stack gap="md">
            {found.length === 0 && <Text role="status">{t(nothing(entries.hasNextPage, query.size > 0))}</Text>}
            {found.length > 0 && (
              <ul className={classes.list} aria-label={t('list')}>
                {found.map((entry) => (
                  <AuditEntry key={entry.id} entry={entry} />
                ))}
              </ul>
            )}
            {entries.hasNextPage && (
              <Button
                variant="default"
                style={{ alignSelf: 'center' }}
                loading={entries.isFetchingNextPage}
                onClick={() => void entries.fetchNextPage()}
              >
                {found.length === 0 ? t('lookOn') : t('more', { ns: 'common' })}
              </Button>
            )}
          </Stack>
        )
      }}
    </Answer>
  )
}

function nothing(hasMore: boolean, isFiltered: boolean) {
  if (hasMore) return 'noneYet'
  return isFiltered ? 'noneFiltered' : 'none'
}
