import { Badge, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RestoreChange } from '../../api/restores.ts'
import { useFormats } from '../../texts/formats.ts'
import { useAuthorWords } from './author-words.ts'
import classes from './change-list.module.css'
import { useFieldLabels } from './field-labels.ts'
import { usePeople } from './people.ts'

const COLOURS = {
  created: 'green',
  updated: 'indigo',
  restored: 'teal',
  deleted: 'orange',
  removed: 'red',
  moved: 'cyan',
  kept: 'gray',
} as const satisfies Record<RestoreChange['action'], string>

/** Records, each with what happens to it, what goes back, what of it is lost and what stays why. */
export function ChangeList({ changes }: { readonly changes: readonly RestoreChange[] }) {
  const { t } = useTranslation('restores')
  if (changes.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('changes.list')}>
      {changes.map((change) => (
        <li key={`${change.userId}/${change.type}/${change.id}`} className={classes.item}>
          <Change change={change} />
        </li>
      ))}
    </ul>
  )
}

function Change({ change }: { readonly change: RestoreChange }) {
  const { t } = useTranslation('restores')
  const { nameOf } = usePeople()
  const labelOf = useFieldLabels()
  const { title: called } = useFormats()
  const { userId, email, type, title, action, fields, since, kept } = change
  const labels = (names: readonly string[]) => names.map((name) => labelOf(type, name)).join(', ')
  return (
    <>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <div className={classes.words}>
          <Text fw={600} size="sm">
            {called(title)}
          </Text>
          <Text size="xs" c="dimmed" title={email}>
            {t('changes.typeOf', { type: t(`recordType.${type}`, { ns: 'common' }), user: nameOf(userId, email) })}
          </Text>
        </div>
        <Badge variant="dot" color={COLOURS[action]} tt="none" h="auto" mih={22} className={classes.badge ?? ''}>
          {t(`action.${action}`)}
        </Badge>
      </Group>
      {fields.length > 0 && <Line label={t('changes.fields')}>{labels(fields)}</Line>}
      {since !== undefined && (
        <Line label={t('changes.since')}>
          <Told what={t(`since.${since.what}`)} by={since.by} at={since.at} />
        </Line>
      )}
      {kept !== undefined && (
        <Line label={t('changes.kept')}>
          <Told
            what={[labels(kept.fields), t(`kept.${kept.reason}`)].filter((part) => part !== '').join(': ')}
            // Who changed a record last says nothing of why others refer to it.
            {...(kept.reason === 'in-use' ? {} : { by: kept.by, at: kept.at })}
          />
        </Line>
      )}
    </>
  )
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Text size="sm" className={classes.words ?? ''}>
      <Text span inherit c="dimmed">
        {label}:
      </Text>{' '}
      {children}
    </Text>
  )
}

interface ToldProps {
  readonly what: string
  readonly by?: NonNullable<RestoreChange['since']>['by'] | undefined
  readonly at?: string | undefined
}

/** What happened, and who did it when, as far as it is known. */
function Told({ what, by, at }: ToldProps) {
  const { t } = useTranslation('restores')
  const { dateTime } = useFormats()
  const wordsOf = useAuthorWords()
  if (by === undefined) return what
  const who = wordsOf(by)
  const last = at === undefined ? t('lastByWho', { who }) : t('lastBy', { who, date: dateTime(at) })
  return `${what}, ${last}`
}
