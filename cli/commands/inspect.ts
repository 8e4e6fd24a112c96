import { type Command, InvalidArgumentError, Option } from 'commander'
import { recordType } from '../../lib/domain/record-types/catalogue.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../../lib/domain/record-types/types.ts'
import { suggestFields } from '../../lib/domain/suggesting/field-columns.ts'
import { suggestRecordType } from '../../lib/domain/suggesting/record-type.ts'
import { inspect, type Inspection } from '../../lib/readers/inspect.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { openFile } from '../files.ts'
import { plain, print, printJson, table } from '../output.ts'
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
      new Option('--type <type>', 'what the rows are, if the column titles do not tell').choices(RECORD_TYPE_NAMES),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster inspect customers.xlsx\n  $ muster inspect erp.csv --header-row 4 --json',
    )
    .action(async (path: string, { sheet, headerRow, type }: InspectOptions, command: Command) => {
      await using file = await openFile(path)
      const { preview: _, ...facts } = await inspect(await openWorkbook(file), { sheet, headerRow }) // the rows themselves are what "muster rows" is for
      const found = withFields(facts, type ?? suggestRecordType(facts.columns, facts.notation))
      if (readGlobals(command).json) await printJson(found)
      else await print(inspectionText(found))
    })
}

/** An option's whole number from 1. */
export function positiveInteger(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new InvalidArgumentError('It must be a whole number from 1.')
}

type Facts = Omit<Inspection, 'preview'>

type Inspected = Omit<Facts, 'columns'> & {
  /** What the rows are: as said, or as the column titles say. */
  readonly recordType?: RecordTypeName
  readonly columns: readonly (Inspection['columns'][number] & { readonly suggestedField?: string })[]
}

/** Adds to each column the field that its name suggests for this record type. */
function withFields(found: Facts, type: RecordTypeName | undefined): Inspected {
  if (type === undefined) return found
  const suggested = suggestFields(recordType(type), found.columns, found.notation)
  const applied = suggested.filter(({ confidence }) => confidence !== 'low')
  const fields = new Map(applied.map(({ column, field }) => [column, field.name]))
  return {
    ...found,
    recordType: type,
    columns: found.columns.map((column) => {
      const suggestedField = fields.get(column.name)
      return suggestedField === undefined ? column : { ...column, suggestedField }
    }),
  }
}

function inspectionText(found: Inspected): string {
  const { format, encoding, delimiter, sheets, sheet, headerRow, rows, recordType: type, columns, warnings } = found
  const text = [encoding, delimiter === undefined ? undefined : `delimiter ${JSON.stringify(delimiter)}`]
  const lines = [
    ['Format', [format, ...text.filter((part) => part !== undefined)].join(', ')],
    [
      'Sheets',
      sheets.map(({ name, rows: count, columns: width }) => `${name} (${count} rows × ${width} columns)`).join(', '),
    ],
    ['Data', `sheet "${sheet}", header in row ${headerRow}, ${rows} rows below it`],
    ...(type === undefined ? [] : [['Records', type]]),
    ...found.evidence.map(({ what, says, because }) => [what, `${says}, because ${because}`]),
  ]
  return [
    ...lines.map(([what = '', says = '']) => `${what.padEnd(12)}${plain(says)}\n`),
    '\n',
    columnTable(columns, type !== undefined),
    ...(warnings.length === 0 ? [] : ['\nWarnings\n', ...warningLines(warnings)]),
  ].join('')
}

function columnTable(columns: Inspected['columns'], withField: boolean): string {
  return table(
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
  )
}

/** Each warning, which names its place itself; what to do is said once per code, after its last one. */
function warningLines(warnings: Inspection['warnings']): string[] {
  return warnings.flatMap(({ code, message, advice }, index) => {
    const line = `  ${plain(message)} (${code})\n`
    return advice === undefined || warnings[index + 1]?.code === code ? [line] : [line, `    ${plain(advice)}\n`]
  })
}
