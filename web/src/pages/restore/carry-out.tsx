import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconRestore, IconShieldCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { useMe } from '../../api/me.ts'
import { restorePointsKey } from '../../api/restore-points.ts'
import { restoreKey, restoresKey, type Restore } from '../../api/restores.ts'
import { ConfirmTyped } from '../../components/confirm-typed.tsx'
import { CountSentences } from '../restores/count-sentences.tsx'
import { usePeople } from '../restores/people.ts'
import { Refusal } from './refusal.tsx'
import type { WayBackProps } from './way-back-props.ts'

interface Props {
  readonly plan: Restore
  readonly start: WayBackProps['start']
}

/** The word that stands for whom it is about: of one user the e-mail address, else the company's name. */
function wordOf({ asked, users }: Restore, company: string): string {
  const [only, ...others] = asked ?? []
  if (only === undefined || others.length > 0) return company
  return users.find(({ userId }) => userId === only)?.email ?? company
}

/** Takes records away or puts them into the recycle bin, or replaces what people entered. */
function isHarsh({ kind, counts }: Restore): boolean {
  return kind === 'restore' || (counts?.removed ?? 0) + (counts?.deleted ?? 0) > 0
}

/** Asks whether what the dry run said is to be done, for the same users, and does it. */
export function CarryOut({ plan, start }: Props) {
  const { t } = useTranslation('restores')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { company } = useMe()
  const [opened, { open, close }] = useDisclosure()
  const carryOut = useMutation({
    mutationFn: () => start({ dryRun: false, ...(plan.asked === undefined ? {} : { users: [...plan.asked] }) }),
    onSuccess: async (begun) => {
      const { id } = begun
      queries.setQueryData(restoreKey(id), begun)
      await navigate(`/restores/${encodeURIComponent(id)}`)
      await queries.invalidateQueries({ queryKey: restoresKey })
      await queries.invalidateQueries({ queryKey: restorePointsKey })
    },
  })
  const shut = () => {
    if (carryOut.isPending) return
    carryOut.reset()
    close()
  }
  const { kind } = plan
  const word = wordOf(plan, company.name)
  return (
    <Stack gap="xs" component="section" aria-label={t('steps.confirm')}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <IconShieldCheck size={20} aria-hidden style={{ flexShrink: 0 }} />
        <Text size="sm">{t('safetyHint')}</Text>
      </Group>
      <div>
        <Button color="red.9" leftSection={<IconRestore size={18} aria-hidden />} onClick={open}>
          {t(`confirm.${kind}`)}
        </Button>
      </div>
      {isHarsh(plan) ? (
        <ConfirmTyped
          opened={opened}
          onClose={shut}
          title={t(`confirm.${kind}Title`)}
          word={word}
          prompt={t('confirm.prompt', { word })}
          confirm={t(`confirm.${kind}Do`)}
          busy={carryOut.isPending}
          onConfirm={() => {
            if (!carryOut.isPending) carryOut.mutate()
          }}
        >
          <WhatHappens plan={plan} />
          <Refusal error={carryOut.error} />
        </ConfirmTyped>
      ) : (
        <Modal opened={opened} onClose={shut} title={t(`confirm.${kind}Title`)} size="lg">
          <Stack>
            <WhatHappens plan={plan} />
            <Refusal error={carryOut.error} />
            <DialogButtons onCancel={shut} isCancelFirst>
              <Button loading={carryOut.isPending} onClick={() => carryOut.mutate()}>
                {t(`confirm.${kind}Do`)}
              </Button>
            </DialogButtons>
          </Stack>
        </Modal>
      )}
    </Stack>
  )
}

/** The numbers of the dry run once more, where one confirms them. */
function WhatHappens({ plan }: Pick<Props, 'plan'>) {
  const { t } = useTranslation('restores')
  const { nameOf } = usePeople()
  const who =
    plan.asked?.map((id) => nameOf(id, id)).join(', ') ?? t(plan.kind === 'restore' ? 'wholeCompany' : 'everyUser')
  const byPeople = plan.users.flatMap(({ losses }) => losses).filter((loss) => loss.kind === 'user')
  const lost = byPeople.reduce((sum, { records }) => sum + records, 0)
  return (
    <>
      <Text style={{ overflowWrap: 'anywhere' }}>{t('confirm.forWhom', { who })}</Text>
      {plan.counts !== undefined && <CountSentences counts={plan.counts} tense="plan" />}
      {lost > 0 && <Text fw={600}>{t('confirm.lossTotal', { count: lost })}</Text>}
    </>
  )
}
