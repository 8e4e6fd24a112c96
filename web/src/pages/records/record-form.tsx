import { Button, Fieldset, Group, Stack, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import type { Field, RecordType } from '../../api/record-types.ts'
import { FieldInput, inputIdOf } from '../../components/field-input.tsx'
import { fromDraft, toDraft, type Draft, type Wrong } from '../../components/field-draft.ts'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { useLanguage } from '../../texts/labels.ts'
import { useSay } from '../../texts/say.ts'
import { useFieldGroups } from './groups.ts'
import type { Changes, Fields } from './merge.ts'
import classes from './records.module.css'

interface Props {
  readonly type: RecordType
  readonly userId: string
  /** The fields as they are; none in a new record. */
  readonly before: Fields
  readonly submit: string
  readonly busy: boolean
  /** Sent, and on its way elsewhere. */
  readonly done: boolean
  readonly error: unknown
  /** @param changes the fields that are not as they were, possibly none */
  readonly onSubmit: (changes: Changes) => void
  readonly onCancel: () => void
  /** Stands above the buttons. */
  readonly children?: ReactNode
}

/** What the server says of one field, by the place it names. */
function saidOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const pointer = `/body/fields/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
  return error.problem.places?.find((place) => place.pointer === pointer)?.message
}

function wordsOf(t: TFunction<'records'>, wrong: Wrong): string {
  switch (wrong.why) {
    case 'range':
      return t('input.wrong.range', { min: wrong.min, max: wrong.max })
    case 'rangeOr':
      return t('input.wrong.rangeOr', { min: wrong.min, max: wrong.max, also: wrong.also })
    case 'min':
      return t('input.wrong.min', { min: wrong.min })
    case 'max':
      return t('input.wrong.max', { max: wrong.max })
    case 'tooLong':
      return t('input.wrong.tooLong', { max: wrong.max, length: wrong.length })
    default:
      return t(`input.wrong.${wrong.why}`)
  }
}

const sameDraft = (one: Draft | undefined, other: Draft): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Types whose inputs leave nothing to explain: what a company says of such a field is all there is to say. */
const PLAIN: ReadonlySet<string> = new Set(['selection', 'multi-selection', 'yes-no', 'date', 'time', 'date-time'])

function withOwnHelp({ customFields }: RecordType, field: Field): Field {
  if (!field.custom || !PLAIN.has(field.type)) return field
  const own = customFields.fields.find(({ name }) => name === field.name)
  return { ...field, help: own?.help ?? { en: '', de: '' } }
}

/** Types whose inputs take a line of their own. */
const LONG: ReadonlySet<string> = new Set(['multiline', 'files'])

/** All fields of a record as inputs, under their headings. */
export function RecordForm({ type, userId, before, submit, busy, done, error, onSubmit, onCancel, children }: Props) {
  const { t } = useTranslation('records')
  const say = useSay()
  const language = useLanguage()
  const groups = useFieldGroups(type)
  const initial = (field: Field): Draft => toDraft(field, before[field.name], language)
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const [wrong, setWrong] = useState<Readonly<Record<string, Wrong>>>({})
  const isChanged = (field: Field): boolean => {
    const draft = drafts[field.name]
    return draft !== undefined && !sameDraft(draft, initial(field))
  }
  const changed = type.fields.filter(isChanged)

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const found: Record<string, Wrong> = {}
    const changes: Record<string, Changes[string]> = {}
    for (const element of event.currentTarget.elements) {
      // Half a date counts as none to the browser: it would empty the field.
      if (!(element instanceof HTMLInputElement) || !element.validity.badInput) continue
      const field = type.fields.find(({ name }) => inputIdOf(name) === element.id)
      if (field !== undefined) found[field.name] = { why: 'incomplete' }
    }
    for (const field of changed) {
      const entered = fromDraft(field, drafts[field.name] ?? '', language)
      if ('wrong' in entered) found[field.name] ??= entered.wrong
      else changes[field.name] = entered.value
    }
    for (const { name, required } of type.fields) {
      const isEmpty = name in changes ? changes[name] === null : before[name] === undefined
      const isConcerned = name in changes || Object.keys(before).length === 0
      if (required && isEmpty && isConcerned) found[name] ??= { why: 'required' }
    }
    setWrong(found)
    const first = type.fields.find(({ name }) => name in found)
    if (first === undefined) onSubmit(changes)
    else document.getElementById(inputIdOf(first.name))?.focus()
  }

  const errorOf = (field: Field): string | undefined => {
    const why = wrong[field.name]
    if (why !== undefined) return wordsOf(t, why)
    const said = saidOf(error, field.name)
    return said === undefined ? undefined : say(said)
  }

  return (
    <form noValidate onSubmit={send}>
      <LeaveGuard unsaved={changed.length > 0 && !busy && !done} />
      <Stack>
        <Text size="sm" c="dimmed">
          {t('leadEdit')}
        </Text>
        {groups.map(({ title, fields }) => (
          <Fieldset key={title} legend={title}>
            <div className={classes.inputs}>
              {fields.map((field) => (
                <div key={field.name} className={LONG.has(field.type) ? classes.long : undefined}>
                  <FieldInput
                    field={withOwnHelp(type, field)}
                    userId={userId}
                    draft={drafts[field.name] ?? initial(field)}
                    isFixed={field.immutable && before[field.name] !== undefined}
                    error={errorOf(field)}
                    onChange={(draft) => {
                      setDrafts((now) => ({ ...now, [field.name]: draft }))
                      setWrong(({ [field.name]: _, ...others }) => others)
                    }}
                  />
                </div>
              ))}
            </div>
          </Fieldset>
        ))}
        {children}
        <ErrorAlert error={error} />
        <Group>
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
          <Button variant="default" onClick={onCancel} disabled={busy}>
            {t('cancel', { ns: 'common' })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
