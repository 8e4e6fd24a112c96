import { type Command, InvalidArgumentError, Option } from 'commander'
import { recordType } from '../../lib/domain/record-types/catalogue.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../../lib/domain/record-types/types.ts'
import { suggestFields } from '../../lib/domain/suggesting/field-columns.ts'
import { inspect, type Inspection } from '../../lib/readers/inspect.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { readBytes } from '../files.ts'
import { plain, placeText, print, printJson, table } from '../output.ts'
import { readGlobals } from '../invocation.ts'

interface InspectOptions {
  readonly sheet?: string
  readonly headerRow?: number
  readonly type?: RecordTypeName
}

/** `muster inspect FILE`: what is in a file, without a server. */
export function addInspectCommand(program: Command): void {
  program
    .command('inspect <file>')
    .description('say what is in a spreadsheet or text file: sheets, header, columns, warnings; needs no server')
    .option('--sheet <name>', 'look at this sheet instead of the one with most data')
    .option('--header-row <row>', 'the row of the column titles, counted from 1 as in the sheet', positiveInteger)
    .addOption(
      new Option('--type <type>', 'what the rows are; then each column says which field it seems to be').choices(
        RECORD_TYPE_NAMES,
      ),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster inspect customers.xlsx\n  $ muster inspect erp.csv --header-row 4 --json',
    )
    .action(async (file: string, options: InspectOptions, command: Command) => {
      const inspected = await inspect(await openWorkbook(await readBytes(file)), {
        ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
        ...(options.headerRow === undefined ? {} : { headerRow: options.headerRow }),
      })
      const found = options.type === undefined ? inspected : withFields(inspected, options.type)
      const { preview: _, ...facts } = found // the rows themselves are what "muster rows" is for
      if (readGlobals(command).json) await printJson(facts)
      else await print(inspectionText(found, options.type !== undefined))
    })
}

/** An option's whole number from 1. */
export function positiveInteger(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new InvalidArgumentError('It must be a whole number from 1.')
}

type Inspected = Omit<Inspection, 'columns'> & {
  readonly columns: readonly (Inspection['columns'][number] & { readonly suggestedField?: string })[]
}

/** Adds to each column the field that its name suggests for this record type. */
function withFields(found: Inspection, type: RecordTypeName): Inspected {
  const suggested = suggestFields(recordType(type), found.columns, found.notation)
  const fields = new Map(suggested.map(({ column, field }) => [column, field.name]))
  return {
    ...found,
    columns: found.columns.map((column) => {
      const suggestedField = fields.get(column.name)
      return suggestedField === undefined ? column : { ...column, suggestedField }
    }),
  }
}

function inspectionText(found: Inspected, withField: boolean): string {
  const { format, encoding, delimiter, sheets, sheet, headerRow, rows, columns, warnings, evidence } = found
  const text = [encoding, delimiter === undefined ? undefined : `delimiter ${JSON.stringify(delimiter)}`]
  const lines = [
    ['Format', [format, ...text.filter((part) => part !== undefined)].join(', ')],
    [
      'Sheets',
      sheets.map(({ name, rows: count, columns: width }) => `${name} (${count} rows × ${width} columns)`).join(', '),
    ],
    ['Data', `sheet "${sheet}", header in row ${headerRow}, ${rows} rows below it`],
    ...evidence.map(({ what, says, because }) => [what, `${says}, because ${because}`]),
  ]
  return [
    ...lines.map(([what = '', says = '']) => `${what.padEnd(12)}${plain(says)}\n`),
    '\n',
    table(
      [
        { title: 'Column' },
        { title: 'Type' },
        { title: 'Filled', right: true },
        ...(withField ? [{ title: 'Field' }] : []),
        { title: 'Samples', max: 70 },
      ],
      columns.map(({ name, type, filled, suggestedField, samples }) => [
        name,
        type,
        filled,
        ...(withField ? [suggestedField] : []),
        samples.join(' | '),
      ]),
    ),
    ...(warnings.length === 0 ? [] : ['\nWarnings\n']),
    ...warnings.map(
      ({ message, sheet: where, row, column }) => `  ${placeText({ sheet: where, row, column, message })}\n`,
    ),
  ].join('')
}
