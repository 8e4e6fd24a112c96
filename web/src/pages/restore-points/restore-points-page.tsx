import { Alert, Anchor, Button, Select, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconInfoCircle, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { useMe } from '../../api/me.ts'
import { POINT_REASONS, useRestorePoints, type PointReason } from '../../api/restore-points.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { CreatePoint } from './create-point.tsx'
import { PointCard } from './point-card.tsx'

const isReason = (text: string | null): text is PointReason => POINT_REASONS.some((reason) => reason === text)

/** All restore points, and what can be done with them. */
export function RestorePointsPage() {
  const { t } = useTranslation('restorePoints')
  const isAdministrator = useMe().user.level === 'administrator'
  const [creating, { open, close }] = useDisclosure()
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <KeptDays />
        </>
      }
      actions={
        isAdministrator && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={open}>
            {t('make')}
          </Button>
        )
      }
    >
      {!isAdministrator && (
        <Alert icon={<IconInfoCircle />} color="blue" variant="light">
          {t('onlyOwn')}
        </Alert>
      )}
      <Points />
      <CreatePoint opened={creating} onClose={close} />
    </Page>
  )
}

/** For how long the company keeps them, and where that is set. */
function KeptDays() {
  const api = useApi()
  const { t } = useTranslation('restorePoints')
  const isAdministrator = useMe().user.level === 'administrator'
  const { data } = useQuery({ queryKey: ['company'], queryFn: () => api.getCompany(), staleTime: 30_000 })
  // Its place is kept until it is known.
  return (
    <span style={data === undefined ? { visibility: 'hidden' } : undefined}>
      {t('kept', { count: data?.restorePointDays ?? 0 })}{' '}
      {isAdministrator && (
        <Anchor component={Link} underline="always" to="/settings">
          {t('keptSetting')}
        </Anchor>
      )}
    </span>
  )
}

function Points() {
  const { t } = useTranslation('restorePoints')
  const [query, setQuery] = useSearchParams()
  const chosen = query.get('reason')
  const reason = isReason(chosen) ? chosen : undefined
  const points = useRestorePoints(reason)
  return (
    <>
      <Select
        label={t('filter')}
        maw={320}
        data={[
          { value: '', label: t('all', { ns: 'common' }) },
          ...POINT_REASONS.map((value) => ({ value, label: t(`reason.${value}`) })),
        ]}
        value={reason ?? ''}
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        onChange={(value) => setQuery(value === null || value === '' ? {} : { reason: value }, { replace: true })}
      />
      <Answer of={points}>
        {({ pages }) => {
          const found = pages.flatMap(({ restorePoints }) => restorePoints)
          return (
            <Stack gap="sm" component="section" aria-label={t('list')}>
              {found.length === 0 && !points.hasNextPage && <Nothing filtered={reason !== undefined} />}
              {found.map((point) => (
                <PointCard key={point.id} point={point} />
              ))}
              {points.hasNextPage && (
                <Button
                  variant="default"
                  onClick={() => void points.fetchNextPage()}
                  loading={points.isFetchingNextPage}
                  style={{ alignSelf: 'center' }}
                >
                  {t('more', { ns: 'common' })}
                </Button>
              )}
            </Stack>
          )
        }}
      </Answer>
    </>
  )
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation('restorePoints')
  const isAdministrator = useMe().user.level === 'administrator'
  if (filtered) return <Text>{t('noneOf')}</Text>
  return (
    <div>
      <Text>{t('none')}</Text>
      <Text c="dimmed">{t(isAdministrator ? 'noneHint' : 'noneHintOwn')}</Text>
    </div>
  )
}
