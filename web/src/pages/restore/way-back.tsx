import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { restoreKey } from '../../api/restores.ts'
import { ChooseUsers } from './choose-users.tsx'
import { DryRun } from './dry-run.tsx'
import { Refusal } from './refusal.tsx'
import type { WayBackProps } from './way-back-props.ts'

/**
 * The way back, the same for restores and undos: choose whose records, look at what would change, confirm. Where one is
 * stands in the address: `users` until there is a dry run, then `plan`, the dry run's ID.
 */
export function WayBack(props: WayBackProps) {
  const [query, setQuery] = useSearchParams()
  const plan = query.get('plan')
  const choose = (asked: readonly string[] | undefined) =>
    setQuery(asked === undefined ? {} : { users: asked.join(',') })
  if (plan === null) return <Choosing {...props} onPlanned={(id) => setQuery({ plan: id })} />
  return <DryRun {...props} restoreId={plan} onChooseOthers={choose} onPlanned={(id) => setQuery({ plan: id })} />
}

/** Nothing where everybody is meant. */
const usersIn = (text: string | null): readonly string[] | undefined => text?.split(',').filter((id) => id !== '')

function Choosing({ kind, candidates, start, onPlanned }: WayBackProps & { readonly onPlanned: (id: string) => void }) {
  const { t } = useTranslation('restores')
  const queries = useQueryClient()
  const [query, setQuery] = useSearchParams()
  // The address follows what is chosen; it would be a moment too late to be what a click shows.
  const [chosen, setChosen] = useState(() => usersIn(query.get('users')))
  const choose = (users: readonly string[] | undefined) => {
    setChosen(users)
    setQuery(users === undefined ? {} : { users: users.join(',') }, { replace: true })
  }
  const look = useMutation({
    mutationFn: () => start({ dryRun: true, ...(chosen === undefined ? {} : { users: [...chosen] }) }),
    onSuccess: (begun) => {
      queries.setQueryData(restoreKey(begun.id), begun)
      onPlanned(begun.id)
    },
  })
  const isMissing = chosen?.length === 0
  return (
    <Stack component="section" aria-label={t('steps.who')}>
      <Title order={2} size="h4">
        {t('steps.who')}
      </Title>
      <ChooseUsers kind={kind} candidates={candidates} chosen={chosen} onChange={choose} />
      <Refusal error={look.error} />
      <Group>
        <Button
          leftSection={<IconSearch size={18} aria-hidden />}
          disabled={isMissing}
          loading={look.isPending}
          onClick={() => look.mutate()}
        >
          {t('look')}
        </Button>
        <Text size="sm" c="dimmed">
          {isMissing ? t('who.needed') : t('lookHint')}
        </Text>
      </Group>
    </Stack>
  )
}
