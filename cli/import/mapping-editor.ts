import { confirm, select, text } from '@clack/prompts'
import type { Client } from '../../lib/contracts/client.ts'
import {
  DATE_ORDERS,
  UPDATE_BEHAVIOURS,
  type EmptyCellPolicy,
  type FieldMapping,
  type Notation,
  type Replacement,
  type UpdateBehaviour,
} from '../../lib/domain/configuration.ts'
import type { ImportState } from './answers.ts'
import { answered, output } from './prompts.ts'

/** A field as a person chooses it. `type` decides what else is asked. */
export interface FieldChoice {
  readonly value: string
  readonly label: string
  readonly hint: string
  readonly type: string
}

/** The fields of the import's record type, the company's own among them. */
export async function fieldsOf(client: Client, { recordType }: ImportState): Promise<FieldChoice[]> {
  const { recordTypes } = await client.listRecordTypes()
  const fields = recordTypes.find(({ name }) => name === recordType)?.fields ?? []
  return fields.map(({ name, label, type, required }) => ({
    value: name,
    label: name,
    hint: required ? `${label.en}, required` : label.en,
    type,
  }))
}

const NOT_IMPORTED = ''
const UPDATE_HINTS = {
  key: 'records are found by it',
  overwrite: 'is replaced',
  keep: 'stays; only new records get it',
  'overwrite-if-newer': 'is replaced if the file has a later day',
} as const
const DATES: readonly string[] = ['date', 'date-time']
const NUMBERS: readonly string[] = ['number', 'integer']

/**
 * Asks what becomes of a column, and how it is read. Undefined: it is not imported.
 * @param offered the field the column may be, to begin with
 */
export async function askMapping(
  column: string,
  before: FieldMapping | undefined,
  fields: readonly FieldChoice[],
  offered: string | undefined,
): Promise<FieldMapping | undefined> {
  const field = answered(
    await select({
      message: `"${column}" is`,
      output,
      maxItems: 12,
      initialValue: before?.field ?? offered ?? NOT_IMPORTED,
      options: [{ value: NOT_IMPORTED, label: '(not imported)' }, ...fields],
    }),
  )
  if (field === NOT_IMPORTED) return undefined
  const type = fields.find(({ value }) => value === field)?.type ?? ''
  const update = await askUpdate(before, type)
  const empty = update === 'key' || update === 'overwrite-if-newer' ? 'keep' : await askEmpty(before)
  const ways = await askWays(before, type)
  return { column, field, update, empty, ...ways }
}

async function askUpdate(before: FieldMapping | undefined, type: string): Promise<UpdateBehaviour> {
  const possible = UPDATE_BEHAVIOURS.filter((value) => value !== 'overwrite-if-newer' || DATES.includes(type))
  const known = possible.find((value) => value === before?.update)
  return answered(
    await select({
      message: 'In records there are',
      output,
      initialValue: known ?? 'overwrite',
      options: possible.map((value) => ({ value, hint: UPDATE_HINTS[value] })),
    }),
  )
}

async function askEmpty(before: FieldMapping | undefined): Promise<EmptyCellPolicy> {
  const known = before?.empty ?? 'keep'
  const choice = answered(
    await select({
      message: 'An empty cell',
      output,
      initialValue: typeof known === 'string' ? known : 'token',
      options: [
        { value: 'keep', hint: 'leaves what there is' },
        { value: 'clear', hint: 'empties the field' },
        { value: 'token', label: 'a word clears', hint: 'empty cells keep, and a cell like #CLEAR empties the field' },
      ],
    }),
  )
  if (choice !== 'token') return choice === 'clear' ? 'clear' : 'keep'
  const token = await text({
    message: 'Which word',
    output,
    initialValue: typeof known === 'object' ? known.token : '#CLEAR',
    validate: (given) => ((given ?? '').trim() === '' ? 'a word, e.g. #CLEAR' : undefined),
  })
  return { token: answered(token).trim() }
}

/** Notation and replacements, for the few columns that need them. */
async function askWays(
  before: FieldMapping | undefined,
  type: string,
): Promise<Pick<FieldMapping, 'notation' | 'replacements'>> {
  const { notation, replacements } = before ?? {}
  const initialValue = notation !== undefined || replacements !== undefined
  const message = 'Is it written in its own way, or are values to be replaced?'
  if (!answered(await confirm({ message, initialValue, output }))) return {}
  const own = await askNotation(notation, type)
  const replaced = answered(
    await text({
      message: 'Replacements as HH=Hamburg; n/a=; … (empty for none)',
      output,
      initialValue: (replacements ?? []).map(({ from, to }) => `${from}=${to}`).join('; '),
      validate: (given) => (replacementsOf(given ?? '') === undefined ? 'each needs a =, e.g. HH=Hamburg' : undefined),
    }),
  )
  const list = replacementsOf(replaced) ?? []
  return {
    ...(own === undefined ? {} : { notation: own }),
    ...(list.length === 0 ? {} : { replacements: list }),
  }
}

async function askNotation(
  before: Partial<Notation> | undefined,
  type: string,
): Promise<Partial<Notation> | undefined> {
  if (DATES.includes(type)) {
    const order = answered(
      await select({
        message: 'Dates in it',
        output,
        initialValue: before?.dateOrder ?? AS_FILE,
        options: [{ value: AS_FILE, label: 'as in the file' }, ...DATE_ORDERS.map((value) => ({ value }))],
      }),
    )
    const dateOrder = DATE_ORDERS.find((known) => known === order)
    return dateOrder === undefined ? undefined : { dateOrder }
  }
  if (!NUMBERS.includes(type)) return undefined
  const sign = answered(
    await select({
      message: 'Decimal sign in it',
      output,
      initialValue: before?.decimal ?? AS_FILE,
      options: [{ value: AS_FILE, label: 'as in the file' }, { value: '.' }, { value: ',' }],
    }),
  )
  return sign === '.' || sign === ',' ? { decimal: sign } : undefined
}

const AS_FILE = 'as-file'

/** `HH=Hamburg; n/a=` as a list; undefined if a part says nothing to replace. */
export function replacementsOf(given: string): Replacement[] | undefined {
  const parts = given
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const list = parts.flatMap((part) => {
    const [, from = '', to = ''] = /^([^=]*)=(.*)$/.exec(part) ?? []
    return from.trim() === '' ? [] : [{ from: from.trim(), to: to.trim() }]
  })
  return list.length === parts.length ? list : undefined
}
