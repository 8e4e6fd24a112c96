import type { AnswerOf } from '../../lib/contracts/client.ts'
import { importConfiguration } from '../../lib/contracts/configuration.ts'
import type {
  AssignmentMode,
  AssignmentRule,
  Correction,
  FieldMapping,
  ImportConfiguration,
  ImportMode,
  Transfer,
} from '../../lib/domain/configuration.ts'
import { withCorrections } from '../../lib/domain/corrections.ts'
import { driftPlaces } from '../../lib/domain/drift.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { placeText, plain, table } from '../output.ts'
import type { ImportState, SettingsQuestion } from './answers.ts'

/** What `--mode`, `--assign`, `--assign-column` and `--correct` say; each counts more than a configuration or suggestion. */
export interface Overrides {
  readonly mode?: ImportMode
  readonly assign?: AssignmentMode
  readonly assignColumn?: string
  readonly correct?: readonly Correction[]
}

/** A configuration, or as much as there is of one, with the command line's own settings in it. */
export function withOverrides<Draft extends Partial<ImportConfiguration>>(draft: Draft, overrides: Overrides): Draft {
  const by = overrides.assign ?? draft.assignment?.by
  const column = overrides.assignColumn ?? draft.assignment?.column
  return {
    ...draft,
    ...(overrides.mode === undefined ? {} : { mode: overrides.mode }),
    ...(by === undefined || column === undefined
      ? {}
      : {
          assignment: withCorrect({ ...(by === draft.assignment?.by ? draft.assignment : {}), by, column }, overrides),
        }),
  }
}

function withCorrect(rule: AssignmentRule, { correct = [] }: Overrides): AssignmentRule {
  return correct.length === 0 ? rule : withCorrections(rule, correct)
}

/** The draft as a configuration, if nothing is missing in it. */
export function asComplete(draft: Partial<ImportConfiguration>): ImportConfiguration | undefined {
  const result = importConfiguration.safeParse(draft)
  return result.success ? result.data : undefined
}

/**
 * Says what a file lacks that was to be imported by its suggested settings, and how to say it.
 * @returns a problem `configuration-invalid` with a place for everything missing
 */
export function settingsMissing({ state, draft, problems, refused }: SettingsQuestion): Problem {
  const columns = state.inspection?.columns.map(({ name }) => name) ?? []
  const drift = refused === 0 && state.round === 1 ? state.drift : undefined
  const message =
    refused > 0 || drift !== undefined
      ? `The configuration does not fit "${state.fileName}".`
      : `The columns of "${state.fileName}" do not say everything that an import of ${state.recordType} needs.`
  return new Problem('configuration-invalid', message, {
    places: [...(drift === undefined ? [] : driftPlaces(drift)), ...problems].map(({ pointer, message: what }) => ({
      ...(pointer === undefined ? {} : { pointer: String(pointer) }),
      ...(what === undefined ? {} : { message: String(what) }),
    })),
    advice: [
      `The file has the columns: ${columns.map(plain).join(', ')}.`,
      ...(drift !== undefined
        ? [
            'Correct the configuration and give it with --config FILE. As far as it is known, it would be:',
            JSON.stringify(drift.repaired),
          ]
        : refused > 0 || asComplete(draft)
          ? ['Correct the configuration and give it with --config FILE.']
          : [
              'Say whose rows they are with --assign email|employee-number --assign-column COLUMN;' +
                ' say everything else with a configuration: save this, complete it and give it with --config FILE:',
              JSON.stringify({ version: 1, recordType: state.recordType, mode: 'update', ...draft }),
            ]),
    ].join('\n'),
  })
}

/** More corrections than these are only counted. */
const LISTED = 20

function correctionsText(corrections: readonly Correction[]): string {
  const lines = corrections.slice(0, LISTED).map(({ value, email }) => `  "${plain(value)}" means ${plain(email)}.\n`)
  return [
    ...lines,
    corrections.length > LISTED ? `  … and ${corrections.length - LISTED} more corrections\n` : '',
  ].join('')
}

/** The settings an import goes by, for people to check before they decide. */
export function settingsText(
  { sheet, headerRow, mode, assignment, mapping, transfer, raiseLastCall }: ImportConfiguration,
  reasons: NonNullable<AnswerOf<'getImport'>['suggestion']>['reasons'] = [],
): string {
  const why = reasons.find(({ field, column }) => field === 'assignment' && column === assignment.column)?.why
  return [
    `Sheet "${plain(sheet)}", header in row ${headerRow}, mode ${mode}, users by ${assignment.by} from column "${plain(assignment.column)}".\n`,
    ...(why === undefined ? [] : [`  ${plain(why)}\n`]),
    correctionsText(assignment.corrections ?? []),
    table(
      [
        { title: 'Column' },
        { title: 'Field' },
        { title: 'Update' },
        { title: 'Empty cells' },
        { title: 'Why', max: 60 },
      ],
      mapping.map(({ column, field, update, empty }) => [
        column,
        field,
        update,
        typeof empty === 'string' ? empty : `"${empty.token}" clears`,
        reasons.find((reason) => reason.column === column && reason.field === field)?.why,
      ]),
    ),
    ...mapping.map(waysText),
    transferText(transfer),
    raiseLastCall === true ? "The customers' last call is raised to the day of their latest call report.\n" : '',
  ].join('')
}

/** How a column is read otherwise than the file, if it is. */
function waysText({ column, notation, replacements = [] }: FieldMapping): string {
  const ways = [
    ...Object.values(notation ?? {}),
    ...replacements.map(({ from, to }) => `"${from}" is read as ${to === '' ? 'empty' : `"${to}"`}`),
  ]
  return ways.length === 0 ? '' : `  "${plain(column)}": ${plain(ways.join(', '))}\n`
}

function transferText(transfer: Transfer | undefined): string {
  if (transfer === undefined || transfer.mode === 'none') return ''
  const along = (['appointments', 'tasks', 'reports'] as const).filter((type) => transfer[type])
  const how = transfer.mode === 'move' ? 'brought over' : 'copied'
  return `Customers that another user has are ${how}${along.length === 0 ? '' : ` with their ${along.join(', ')}`}.\n`
}

type Inspection = NonNullable<ImportState['inspection']>

/** The columns of the file that the settings do not use: a column that was meant to be imported must not be missed. */
export function unusedText(
  { sheet, headerRow, assignment, mapping }: ImportConfiguration,
  inspection: Inspection,
): string {
  if (inspection.sheet !== sheet || inspection.headerRow !== headerRow) return '' // these are other columns
  const used = new Set([assignment.column, ...mapping.map(({ column }) => column)])
  const unused = inspection.columns.filter(({ name }) => !used.has(name)).map(({ name }) => plain(name))
  return unused.length === 0 ? '' : `Columns that are not imported: ${unused.join(', ')}\n`
}

/** What the file has probably lost already, before anything is imported from it. */
export function warningsText({ warnings }: Inspection): string {
  return warnings
    .map(({ row, column, sheet, message }) => `Warning: ${placeText({ sheet, row, column, message })}\n`)
    .join('')
}
