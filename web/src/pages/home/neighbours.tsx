import { Anchor, Card, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { useMe } from '../../api/me.ts'
import { useUsers } from '../../api/users.ts'
import { useFormats } from '../../texts/formats.ts'

/** When the last restore point was made, and the way to all. */
export function WayBack() {
  const { t } = useTranslation('home')
  const { relative } = useFormats()
  const api = useApi()
  const { data, isError } = useQuery({
    queryKey: ['restore-points', 'latest'],
    queryFn: () => api.listRestorePoints({ query: { limit: 1 } }),
  })
  const [point] = data?.restorePoints ?? []
  // Others see only those of their own imports.
  const none = useMe().user.level === 'administrator' ? 'noPoint' : 'noOwnPoint'
  return (
    <Neighbour title={t('wayBack')} to="/restore-points" link={t('toPoints')} isLost={isError}>
      {data !== undefined && (point === undefined ? t(none) : t('lastPoint', { when: relative(point.createdAt) }))}
    </Neighbour>
  )
}

/** How many accounts there are, and the way to them. */
export function People() {
  const { t } = useTranslation('home')
  const { data, isError } = useUsers()
  return (
    <Neighbour title={t('people')} to="/users" link={t('toUsers')} isLost={isError}>
      {data && t('peopleLead', { count: data.length })}
    </Neighbour>
  )
}

interface Props {
  readonly title: string
  readonly to: string
  readonly link: string
  /** What stands there could not be loaded. */
  readonly isLost: boolean
  readonly children: ReactNode
}

function Neighbour({ title, to, link, isLost, children }: Props) {
  const { t } = useTranslation()
  return (
    <Card withBorder padding="lg">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text mih="1.6em" my="xs">
        {isLost ? t('problem.notLoaded') : children}
      </Text>
      <Anchor component={Link} to={to}>
        {link}
      </Anchor>
    </Card>
  )
}
