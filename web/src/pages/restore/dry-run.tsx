import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconInfoCircle, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { changedBy, useRestore, type Restore } from '../../api/restores.ts'
import { Answer } from '../../components/answer.tsx'
import { ProblemAlert } from '../../components/problem-alert.tsx'
import { useFormats } from '../../texts/formats.ts'
import { Changes } from '../restores/changes.tsx'
import { Numbers } from '../restores/numbers.tsx'
import { RestoreProgress } from '../restores/restore-progress.tsx'
import { usePeople } from '../restores/people.ts'
import { CarryOut } from './carry-out.tsx'
import { Refusal } from './refusal.tsx'
import type { WayBackProps } from './way-back-props.ts'

interface Props extends WayBackProps {
  readonly restoreId: string
  readonly onChooseOthers: (asked: readonly string[] | undefined) => void
  readonly onPlanned: (restoreId: string) => void
}

/** The dry run: how far it is, then what would change and be lost, and the button that carries it out. */
export function DryRun(props: Props) {
  const query = useRestore(props.restoreId)
  const { t } = useTranslation('restores')
  return (
    <Answer of={query}>
      {(plan) =>
        plan.dryRun && props.isOfThis(plan) ? (
          <Planned {...props} plan={plan} />
        ) : (
          <div>
            <Button onClick={() => props.onChooseOthers(undefined)}>{t('changeWho')}</Button>
          </div>
        )
      }
    </Answer>
  )
}

type PlannedProps = Props & { readonly plan: Restore }

function Planned({ plan, start, onChooseOthers, onPlanned, ...rest }: PlannedProps) {
  const { t } = useTranslation('restores')
  const again = useMutation({
    mutationFn: () => start({ dryRun: true, ...(plan.asked === undefined ? {} : { users: [...plan.asked] }) }),
    onSuccess: ({ id }) => onPlanned(id),
  })
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Whom plan={plan} />
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => onChooseOthers(plan.asked)}>
            {t('changeWho')}
          </Button>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={16} aria-hidden />}
            disabled={plan.status === 'running'}
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {t('lookAgain')}
          </Button>
        </Group>
      </Group>
      <Refusal error={again.error} />
      {plan.status === 'running' && <RestoreProgress restore={plan} />}
      {plan.status === 'failed' && plan.problem !== undefined && <ProblemAlert problem={plan.problem} />}
      {plan.status === 'completed' && <Outlook plan={plan} start={start} {...rest} />}
    </Stack>
  )
}

/** For whom it was asked. */
function Whom({ plan: { asked, kind } }: { readonly plan: Restore }) {
  const { t } = useTranslation('restores')
  const { nameOf } = usePeople()
  const names = asked?.map((id) => nameOf(id, id)).join(', ')
  return (
    <Text style={{ overflowWrap: 'anywhere' }}>
      {t('for')}: <strong>{names ?? t(kind === 'restore' ? 'wholeCompany' : 'everyUser')}</strong>
    </Text>
  )
}

function Outlook({ plan, start }: Pick<PlannedProps, 'plan' | 'start'>) {
  const { t } = useTranslation('restores')
  const { dateTime } = useFormats()
  const heading = useRef<HTMLHeadingElement>(null)
  // The numbers have come: whoever does not see them is led to them.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [plan.id])
  const changed = plan.counts === undefined ? 0 : changedBy(plan.counts)
  const hasKept = (plan.counts?.kept ?? 0) > 0
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} size="h4" tabIndex={-1} ref={heading} style={{ outline: 'none' }}>
          {t('planTitle')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('planAsOf', { date: dateTime(plan.startedAt) })}
        </Text>
      </div>
      {changed === 0 && (
        <Alert color="blue" variant="light" icon={<IconInfoCircle />} role="status">
          {t(hasKept ? 'planNothingKept' : 'planNothing')}
        </Alert>
      )}
      <Numbers restore={plan} />
      {changed > 0 && <CarryOut plan={plan} start={start} />}
      {(changed > 0 || hasKept) && <Changes restore={plan} />}
    </Stack>
  )
}
