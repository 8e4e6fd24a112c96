import { Badge, Button, Collapse, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../texts/formats.ts'
import { usePeople } from '../restores/people.ts'
import type { Entry } from './actions.ts'
import classes from './audit.module.css'
import { EntryDetails } from './details.tsx'
import { SubjectLink } from './subject.tsx'

/** One line of the trail: when, who did what to what, and how it ended; more on demand. */
export function AuditEntry({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('audit')
  const { exact } = useFormats()
  const [opened, { toggle }] = useDisclosure()
  const id = useId()
  const { at, by, action, outcome, details } = entry
  const who = by.userId === 'system' ? t('system', { ns: 'common' }) : by.name || by.email
  const sentence = t(`${outcome === 'done' ? 'sentence' : 'attempt'}.${action}`, { who })
  return (
    <li className={classes.entry}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Text size="xs" c="dimmed" component="time" dateTime={at}>
            {exact(at)}
          </Text>
          <Text size="sm">
            {sentence}
            <SubjectLink entry={entry} />
            <Account details={details} />
          </Text>
          {outcome !== 'done' && <Refused outcome={outcome} isBySystem={by.userId === 'system'} />}
        </div>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={opened}
          aria-controls={id}
          aria-label={t('detailsOf', { entry: `${sentence}, ${exact(at)}` })}
          rightSection={opened ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
          onClick={toggle}
        >
          {t('details')}
        </Button>
      </Group>
      <Collapse expanded={opened} id={id}>
        {opened && <EntryDetails entry={entry} />}
      </Collapse>
    </li>
  )
}

/** Of records of somebody else: whose. */
function Account({ details: { userId } }: Pick<Entry, 'details'>) {
  const { t } = useTranslation('audit')
  const { nameOf } = usePeople()
  if (typeof userId !== 'string') return null
  return ` · ${t('account', { name: nameOf(userId, userId) })}`
}

interface RefusedProps {
  readonly outcome: Exclude<Entry['outcome'], 'done'>
  readonly isBySystem: boolean
}

/** Why not; of what Muster did by itself, with what it ended. */
function Refused({ outcome, isBySystem }: RefusedProps) {
  const { t } = useTranslation('audit')
  const word = outcome === 'internal' ? t('fault') : t(isBySystem ? 'ended' : 'refused')
  return (
    <Group gap="xs" mt={4}>
      <Badge color="red.9" variant="filled" tt="none">
        {word}
      </Badge>
      <Text size="sm">{t(`outcome.${outcome}`)}</Text>
    </Group>
  )
}
