import { type Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { eachItem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { fieldChanges, type recordTypeName } from '../../lib/contracts/schemas.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { CUSTOM_PREFIX } from '../../lib/domain/record-types/custom-fields.ts'
import { RECORD_TYPE_NAMES } from '../../lib/domain/record-types/types.ts'
import { UsageError } from '../exit-codes.ts'
import { readText } from '../files.ts'
import { print, printJson, printJsonArray, say, tableLine, widthsOf, table, type Column } from '../output.ts'
import { userIdOf } from '../people.ts'
import { openInvocation } from '../invocation.ts'
import { positiveInteger } from './inspect.ts'

type RecordType = z.infer<typeof recordTypeName>
type ApiRecord = AnswerOf<'getRecord'>
type FieldChanges = z.input<typeof fieldChanges>
type FieldValue = FieldChanges[string]
type FieldInfo = AnswerOf<'listRecordTypes'>['recordTypes'][number]['fields'][number]

interface WhoseOptions {
  readonly user: string
  readonly type: RecordType
}

interface PutOptions extends WhoseOptions {
  readonly set: readonly (readonly [string, string])[]
  readonly fields?: string
  readonly version?: number
}

const PAGE = 500

/** `muster records list|get|put|delete`: one user's records of one type. */
export function addRecordsCommands(program: Command): void {
  const group = program.command('records').description("list, show, enter, change and delete a user's records")
  whose(group.command('list'), 'all records of a user, page by page')
    .option('--search <text>', 'only records that contain this text, in any case, with or without accents')
    .addHelpText(
      'after',
      '\nExample:\n  $ muster records list --user bjoern.lange@nordwind.example --type customers --json',
    )
    .action(async ({ user, type, search }: WhoseOptions & { search?: string }, command: Command) => {
      const { client, json } = openInvocation(command)
      const userId = await userIdOf(client, user)
      const records = allRecords(client, userId, type, search)
      await (json ? printJsonArray(records) : printTable(records))
    })
  whose(group.command('get <id>'), 'one record')
    .addHelpText(
      'after',
      '\nExample:\n  $ muster records get 4f1c --user bjoern.lange@nordwind.example --type customers',
    )
    .action(async (recordId: string, { user, type }: WhoseOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      await show(await client.getRecord({ path: { userId: await userIdOf(client, user), type, recordId } }), json)
    })
  whose(group.command('put [id]'), 'enter a record, or change the one with this id')
    .option('--set <field=value>', 'a field and its value; an empty value clears it; may be repeated', assignment, [])
    .option('--fields <json>', 'fields as a JSON object; null clears one; @FILE reads it from a file')
    .option('--version <number>', 'change the record only if it still has this version', positiveInteger)
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster records put --user b@x.example --type tasks --set subject="Call back"\n' +
        '  $ muster records put 4f1c --user b@x.example --type customers --set priority=A --version 3',
    )
    .action(async (recordId: string | undefined, { user, type, ...given }: PutOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const fields = await fieldsOf(client, type, given)
      const userId = await userIdOf(client, user)
      const record =
        recordId === undefined
          ? await client.createRecord({ path: { userId, type }, body: { fields } })
          : await client.updateRecord({
              path: { userId, type, recordId },
              body: { fields, ...(given.version === undefined ? {} : { version: given.version }) },
            })
      await show(record, json)
    })
  whose(group.command('delete <id>'), 'put a record into the recycle bin')
    .addHelpText('after', '\nExample:\n  $ muster records delete 4f1c --user b@x.example --type customers')
    .action(async (recordId: string, { user, type }: WhoseOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      await client.deleteRecord({ path: { userId: await userIdOf(client, user), type, recordId } })
      if (json) await printJson({ deleted: recordId })
      else say(`${recordId} is in the recycle bin.`)
    })
}

function whose(command: Command, description: string): Command {
  return command
    .description(description)
    .requiredOption('--user <e-mail>', 'whose records')
    .addOption(new Option('--type <type>', 'record type').choices(RECORD_TYPE_NAMES).makeOptionMandatory())
}

function allRecords(
  client: Client,
  userId: string,
  type: RecordType,
  search: string | undefined,
): AsyncGenerator<ApiRecord> {
  return eachItem(
    (cursor) => client.listRecords({ path: { userId, type }, query: { limit: PAGE, search, ...cursor } }),
    (page) => page.records,
  )
}

/** Fields that tell records apart, as far as a type has them. */
const SHOWN = ['externalId', 'name', 'subject', 'customer', 'date', 'earliestBegin', 'startTime', 'zip', 'city']

/** What the company added itself is shown, whatever it is. */
const isCustom = (name: string): boolean => name.startsWith(CUSTOM_PREFIX)

/** Rows are printed while pages arrive: the first page settles how wide the columns are. */
async function printTable(records: AsyncIterable<ApiRecord>): Promise<void> {
  const first: ApiRecord[] = []
  let layout: { columns: Column[]; names: string[]; widths: number[] } | undefined
  const cells = (record: ApiRecord, names: readonly string[]): unknown[] => [
    record.id,
    record.version,
    ...names.map((name) => record.fields[name]),
  ]
  const begin = async (): Promise<NonNullable<typeof layout>> => {
    const own = new Set(first.flatMap(({ fields }) => Object.keys(fields).filter(isCustom)))
    const names = [...SHOWN.filter((name) => first.some(({ fields }) => fields[name] !== undefined)), ...own]
    const columns = [{ title: 'ID' }, { title: 'Version', right: true }, ...names.map((title) => ({ title }))]
    const rows = first.map((record) => cells(record, names))
    const widths = widthsOf(columns, rows)
    await print(table(columns, rows, widths))
    return { columns, names, widths }
  }
  for await (const record of records) {
    if (layout) await print(tableLine(layout.columns, cells(record, layout.names), layout.widths))
    else if (first.push(record) === PAGE) layout = await begin()
  }
  if (!layout) await begin()
}

async function show(record: ApiRecord, json: boolean): Promise<void> {
  if (json) return printJson(record)
  const { fields, id, type, version, updatedAt } = record
  await print(`${type} ${id}, version ${version}, last changed ${updatedAt}\n\n`)
  await print(table([{ title: 'Field' }, { title: 'Value', max: 100 }], Object.entries(fields)))
}

function assignment(text: string, before: readonly (readonly [string, string])[]): [string, string][] {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Write it as field=value.')
  return [...before.map(([name, value]): [string, string] => [name, value]), [text.slice(0, at), text.slice(at + 1)]]
}

async function fieldsOf(
  client: Client,
  type: RecordType,
  { set, fields }: Omit<PutOptions, 'user' | 'type'>,
): Promise<FieldChanges> {
  const document = fields === undefined ? {} : parseFields(await textOf(fields))
  if (set.length === 0) {
    if (Object.keys(document).length === 0)
      throw new UsageError('Say what to enter with --set field=value or --fields.')
    return document
  }
  const { recordTypes } = await client.listRecordTypes()
  const catalogue = new Map(recordTypes.find(({ name }) => name === type)?.fields.map((field) => [field.name, field]))
  return {
    ...document,
    ...Object.fromEntries(set.map(([name, text]) => [name, valueOf(name, text, catalogue.get(name))])),
  }
}

async function textOf(given: string): Promise<string> {
  return given.startsWith('@') ? readText(given.slice(1)) : given
}

function parseFields(text: string): FieldChanges {
  try {
    return fieldChanges.parse(JSON.parse(text))
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : ''
    throw new UsageError(`--fields is not a JSON object of fields: ${detail}`)
  }
}

/**
 * A value from the command line in the type its field needs; the empty text clears the field.
 * @throws Problem `invalid-request` for a field that the type does not have or a value that does not fit it
 */
export function valueOf(name: string, text: string, field: Pick<FieldInfo, 'type'> | undefined): FieldValue {
  if (!field)
    throw new Problem('invalid-request', `There is no field "${name}".`, {
      advice: 'Names are as "muster records get" shows them.',
    })
  if (text === '') return null
  switch (field.type) {
    case 'integer':
    case 'number': {
      const number = Number(text)
      if (Number.isFinite(number)) return number
      throw new Problem('invalid-request', `"${text}" is not a number, but ${name} needs one.`)
    }
    case 'yes-no':
      if (/^(yes|true)$/i.test(text)) return true
      if (/^(no|false)$/i.test(text)) return false
      throw new Problem('invalid-request', `${name} is yes or no, not "${text}".`)
    case 'multi-selection':
      return text.split(',').map((part) => part.trim())
    default:
      return text
  }
}
