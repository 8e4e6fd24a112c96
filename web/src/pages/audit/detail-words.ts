import { useTranslation } from 'react-i18next'
import { useFormats } from '../../texts/formats.ts'
import { usePeople } from '../restores/people.ts'

/** Details whose values are accounts, by ID. */
const PEOPLE = ['userId', 'startedBy']
const TIMES = ['createdAt']
/** Where common words for values stand, by the detail. */
const KINDS: Readonly<Record<string, string>> = {
  recordType: 'recordType',
  type: 'recordType',
  mode: 'mode',
  level: 'level',
}

interface DetailWords {
  /** What a detail is called. */
  readonly nameOf: (name: string) => string
  /** A detail's value in words. */
  readonly wordsOf: (name: string, value: unknown) => string
}

/** Details of entries in words. What there is no word for is shown as it is: an entry hides nothing. */
export function useDetailWords(): DetailWords {
  const { t, i18n } = useTranslation('audit')
  const { number, dateTime } = useFormats()
  const { nameOf: personOf } = usePeople()
  /** The text of this key, if there is one: details come from servers that may know more than these pages. */
  const inWords = (ns: 'audit' | 'common' | 'restores' | 'restorePoints', key: string): string | undefined => {
    const text: unknown = i18n.getResource(i18n.language, ns, key)
    return typeof text === 'string' ? text : undefined
  }
  const nameOf = (name: string): string => inWords('audit', `detail.${name}`) ?? name

  const ofText = (name: string, text: string): string => {
    if (PEOPLE.includes(name)) return personOf(text, text)
    if (TIMES.includes(name)) return dateTime(text)
    if (name === 'settings') return inWords('audit', `setting.${text}`) ?? text
    if (name === 'reason') return inWords('restorePoints', `reason.${text}`) ?? text
    const kind = KINDS[name]
    return (
      (kind === undefined ? undefined : inWords('common', `${kind}.${text}`)) ??
      inWords('audit', `word.${text}`) ??
      text
    )
  }
  const wordsOf = (name: string, value: unknown): string => {
    if (typeof value === 'string') return ofText(name, value)
    if (typeof value === 'number') return number(value)
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no', { ns: 'common' })
    if (Array.isArray(value)) return value.map((one: unknown) => wordsOf(name, one)).join(', ')
    if (typeof value !== 'object' || value === null) return t('none', { ns: 'common' })
    if ('before' in value && 'after' in value) {
      return `${wordsOf(name, value.before)} → ${wordsOf(name, value.after)}`
    }
    return Object.entries(value)
      .filter(([, inner]) => inner !== 0)
      .map(([part, inner]: [string, unknown]) => `${partOf(name, part)}: ${wordsOf(part, inner)}`)
      .join(', ')
  }
  /** Rows are counted by outcome, records by what happened to them; settings have their own names. */
  const partOf = (name: string, part: string): string => {
    if (name === 'rows') return inWords('common', `outcome.${part}`) ?? part
    if (name === 'changes') return inWords('audit', `setting.${part}`) ?? part
    return (name === 'records' ? inWords('restores', `column.${part}`) : undefined) ?? part
  }
  return { nameOf, wordsOf }
}
