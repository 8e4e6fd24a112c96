import { type Command, InvalidArgumentError, Option } from 'commander'
import type { AnswerOf, CallOf, Client } from '../../lib/contracts/client.ts'
import { customFieldsChange } from '../../lib/contracts/custom-fields.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { CUSTOM_FIELD_TYPES, RECORD_TYPE_NAMES } from '../../lib/domain/record-types/types.ts'
import type { CustomFieldType, RecordTypeName } from '../../lib/domain/record-types/types.ts'
import { readText } from '../files.ts'
import { openInvocation } from '../invocation.ts'
import { print, printJson, table } from '../output.ts'

type CustomFields = AnswerOf<'putCustomFields'>
type Change = CallOf<'putCustomFields'>['body']
type GivenField = Change['fields'][number]
type GivenOption = NonNullable<GivenField['options']>[number]

interface TypeOption {
  readonly type: RecordTypeName
}

interface AddOptions {
  readonly label: string
  readonly labelDe?: string
  readonly fieldType: CustomFieldType
  readonly name?: string
  readonly helpText?: string
  readonly group?: string
  readonly required?: true
  readonly min?: number
  readonly max?: number
  readonly choice: readonly GivenOption[]
}

/** `muster fields list|put|add`: the fields that a company adds to a record type. */
export function addFieldsCommands(program: Command): void {
  const group = program.command('fields').description("show and change the company's own fields of a record type")
  ofType(group.command('list'))
    .description("the company's own fields; --json prints the document that put takes")
    .addHelpText('after', '\nExample:\n  $ muster fields list --type customers --json > fields.json')
    .action(async ({ type }: TypeOption, command: Command) => {
      const { client, json } = openInvocation(command)
      await show(await presentFields(client, type), json)
    })
  ofType(group.command('put <file>'))
    .description('give the whole list as a JSON document; fields that are not in it are removed (administrators)')
    .addHelpText('after', '\nExample:\n  $ muster fields put fields.json --type customers')
    .action(async (file: string, { type }: TypeOption, command: Command) => {
      const { client, json } = openInvocation(command)
      const body = readFieldsDocument(file, await readText(file))
      await show(await client.putCustomFields({ path: { type }, body }), json)
    })
  ofType(group.command('add'))
    .description('add one field behind the others (administrators)')
    .requiredOption('--label <text>', 'what people call it; titles its column in files')
    .addOption(new Option('--field-type <type>', 'what it holds').choices(CUSTOM_FIELD_TYPES).makeOptionMandatory())
    .option('--label-de <text>', 'the label in German, if it differs')
    .option('--name <name>', '"custom." and a word; made from the label if not given')
    .option('--help-text <text>', 'what it is for')
    .option('--group <text>', 'the heading under which it is shown')
    .option('--required', 'every new record must have it')
    .option('--min <number>', 'least value of an integer or a number', number)
    .option('--max <number>', 'greatest value of an integer or a number', number)
    .option('--choice <[key=]label>', 'what can be chosen of a selection; may be repeated', choice, [])
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster fields add --type customers --label "Shelf metres" --field-type number --min 0\n' +
        '  $ muster fields add --type customers --label Colour --label-de Farbe --field-type selection --choice r=Red --choice Blue',
    )
    .action(async ({ type, ...given }: TypeOption & AddOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const { revision, fields } = await presentFields(client, type)
      const body: Change = { revision, fields: [...fields, fieldOf(given)] }
      await show(await client.putCustomFields({ path: { type }, body }), json)
    })
}

function ofType(command: Command): Command {
  return command.addOption(new Option('--type <type>', 'record type').choices(RECORD_TYPE_NAMES).makeOptionMandatory())
}

async function presentFields(client: Client, type: RecordTypeName): Promise<CustomFields> {
  const { recordTypes } = await client.listRecordTypes()
  return recordTypes.find(({ name }) => name === type)?.customFields ?? { revision: 0, fields: [] }
}

/**
 * The document of `fields put`, checked before it is sent.
 * @throws Problem `invalid-request` with a place for everything that is wrong in it
 */
export function readFieldsDocument(file: string, text: string): Change {
  const document = customFieldsChange.safeParse(parsed(file, text))
  if (document.success) return document.data
  throw new Problem('invalid-request', `"${file}" is no list of custom fields.`, {
    advice: 'Begin with what "muster fields list --type T --json" prints.',
    places: document.error.issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, message })),
  })
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    throw new Problem('invalid-request', `"${file}" is not a JSON document: ${detail}`)
  }
}

/** The field that the options of `fields add` describe. */
export function fieldOf({ label, labelDe, fieldType, helpText, choice: options, ...same }: AddOptions): GivenField {
  const { name, group, required, min, max } = same
  return {
    type: fieldType,
    label: labelDe === undefined ? label : { en: label, de: labelDe },
    ...(name === undefined ? {} : { name }),
    ...(helpText === undefined ? {} : { help: helpText }),
    ...(group === undefined ? {} : { group }),
    ...(required === undefined ? {} : { required }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(options.length === 0 ? {} : { options }),
  }
}

function number(text: string): number {
  const found = Number(text)
  if (text.trim() === '' || !Number.isFinite(found)) throw new InvalidArgumentError('Give a number, e.g. 2.5.')
  return found
}

function choice(text: string, before: readonly GivenOption[]): GivenOption[] {
  const [, key, label] = /^([\w-]+)=(.+)$/u.exec(text) ?? []
  return [...before, key === undefined || label === undefined ? { label: text } : { key, label }]
}

const COLUMNS = ['Name', 'Type', 'Label', 'German', 'Group', 'Required', 'Values'].map((title) => ({ title }))

async function show(document: CustomFields, json: boolean): Promise<void> {
  if (json) return printJson(document)
  if (document.fields.length === 0) return print('There are no fields of your own.\n')
  const rows = document.fields.map(({ name, type, label, group, required, min, max, options }) => {
    const range = min === undefined && max === undefined ? '' : `${min ?? ''}…${max ?? ''}`
    const values = options?.map((option) => `${option.key}=${option.label.en}`).join(', ') ?? range
    return [name, type, label.en, label.de, group?.en, required === true ? 'yes' : '', values]
  })
  await print(table(COLUMNS, rows))
}
