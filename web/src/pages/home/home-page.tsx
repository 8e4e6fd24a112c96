import { Alert, Button, SimpleGrid, Stack } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { isEnded, paceOfImport } from '../../api/imports.ts'
import { follow } from '../../api/live.ts'
import { useMe } from '../../api/me.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { FirstRun } from './first-run.tsx'
import { LastImports } from './last-imports.tsx'
import { People, WayBack } from './neighbours.tsx'
import { RunningImport } from './running-import.tsx'
import { RunningRestore } from './running-restore.tsx'

type ImportList = AnswerOf<'listImports'>

const SHOWN = 6

/** A list is followed as closely as the import in it that goes on. */
function paceOfList({ imports }: ImportList): 'working' | 'waiting' {
  return imports.some((item) => paceOfImport(item) === 'working') ? 'working' : 'waiting'
}

/** Where everybody begins: what runs and what it waits for, what was, and the way to everything else. */
export function HomePage() {
  const { t } = useTranslation('home')
  const api = useApi()
  const { user, mayImport } = useMe()
  const refetchInterval = useMemo(() => follow<ImportList>(paceOfList), [])
  const imports = useQuery({
    queryKey: ['imports', 'latest'],
    queryFn: () => api.listImports({ query: { limit: SHOWN } }),
    refetchInterval,
  })
  return (
    <Page
      title={t('title', { name: user.firstName || user.email })}
      lead={mayImport && t('lead')}
      actions={
        mayImport && (
          <Button component={Link} to="/imports/new" size="md" leftSection={<IconUpload size={20} aria-hidden />}>
            {t('start')}
          </Button>
        )
      }
    >
      {!mayImport && <Alert color="yellow">{t('notAllowed')}</Alert>}
      <Answer of={imports}>
        {({ imports: items }) => {
          const running = items.filter((item) => !isEnded(item))
          const ended = items.filter(isEnded)
          return (
            <Stack gap="xl">
              {running.map((item) => (
                <RunningImport key={item.id} item={item} />
              ))}
              <RunningRestore />
              {items.length === 0 && mayImport && <FirstRun />}
              {ended.length > 0 && <LastImports items={ended} />}
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                {mayImport && <WayBack />}
                <People />
              </SimpleGrid>
            </Stack>
          )
        }}
      </Answer>
    </Page>
  )
}
