import { CANCEL_SYMBOL, confirm, isCancel, select, text } from '@clack/prompts'
import type { Client } from '../../lib/contracts/client.ts'
import {
  ASSIGNMENT_MODES,
  IMPORT_MODES,
  UPDATE_BEHAVIOURS,
  type FieldMapping,
  type ImportConfiguration,
} from '../../lib/domain/configuration.ts'
import { columnNames } from '../../lib/readers/inspecting/names.ts'
import { chooseConfiguration } from '../configurations.ts'
import { describeError, placeText, plain, say } from '../output.ts'
import { leftOpen, type ImportState, type SettingsQuestion } from './answers.ts'
import { driftText } from './drift.ts'
import { asComplete, settingsText } from './settings.ts'

type Draft = Partial<ImportConfiguration>

const output = process.stderr

/** The person pressed Ctrl-C in a question: the step is given up, not the import. */
class StepBack extends Error {}

/**
 * Lets a person complete or change the settings: another file, or one setting after the other.
 * @throws LeftOpen if they leave the menu by Ctrl-C
 */
export async function editSettings(
  client: Client,
  question: SettingsQuestion,
): Promise<ImportConfiguration | 'cancel'> {
  const { state, problems } = question
  let draft: Draft = { version: 1, recordType: state.recordType, mode: 'update', ...question.draft }
  const fields = await fieldsOf(client, state)
  if (state.round === 1 && state.drift) say(driftText(state.drift))
  if (problems.length > 0) say(`Settings to correct:\n${problems.map((place) => `  ${placeText(place)}`).join('\n')}`)
  for (;;) {
    const complete = asComplete(draft)
    if (complete) say(settingsText(complete))
    const step = await select({ message: 'Settings', output, options: steps(draft, complete !== undefined) })
    if (isCancel(step)) throw leftOpen(state.id, '')
    if (step === 'cancel') return 'cancel'
    if (step === 'use' && complete) return complete
    draft = await unlessSteppedBack(draft, () => change(client, step, draft, state, fields))
  }
}

type Step = 'use' | 'file' | 'map' | 'assignment' | 'mode' | 'sheet' | 'cancel'

function steps(draft: Draft, complete: boolean): { value: Step; label: string; hint?: string; disabled?: boolean }[] {
  const { assignment, mode = 'update', sheet, headerRow } = draft
  return [
    { value: 'use', label: 'Use these settings', disabled: !complete },
    { value: 'map', label: 'Map a column to a field', hint: `${draft.mapping?.length ?? 0} mapped` },
    {
      value: 'assignment',
      label: 'User assignment',
      hint: assignment ? `${assignment.by} from "${assignment.column}"` : 'missing',
    },
    { value: 'mode', label: 'Import mode', hint: mode },
    {
      value: 'sheet',
      label: 'Sheet and header row',
      hint: sheet === undefined ? 'missing' : `"${sheet}", row ${headerRow ?? '?'}`,
    },
    { value: 'file', label: 'Take another configuration' },
    { value: 'cancel', label: 'Cancel the import' },
  ]
}

async function change(
  client: Client,
  step: Step,
  draft: Draft,
  state: ImportState,
  fields: readonly FieldChoice[],
): Promise<Draft> {
  switch (step) {
    case 'file':
      return (
        await chooseConfiguration(client, answered(await text({ message: 'File, or name of a saved one', output })))
      ).configuration
    case 'mode': {
      const mode = await select({ message: 'Import mode', output, options: IMPORT_MODES.map((value) => ({ value })) })
      return { ...draft, mode: answered(mode) }
    }
    case 'assignment':
      return changeAssignment(draft, state)
    case 'sheet':
      return changeSheet(draft, state)
    case 'map':
      return changeMapping(draft, state, fields)
    case 'use':
    case 'cancel':
      return draft
  }
}

async function changeAssignment(draft: Draft, state: ImportState): Promise<Draft> {
  const by = answered(
    await select({ message: 'Users by', output, options: ASSIGNMENT_MODES.map((value) => ({ value })) }),
  )
  const column = await askColumn(draft, state, 'from column')
  return { ...draft, assignment: { ...(by === draft.assignment?.by ? draft.assignment : {}), by, column } }
}

async function changeSheet(draft: Draft, state: ImportState): Promise<Draft> {
  const sheets = state.inspection?.sheets ?? []
  const sheet = answered(
    await select({
      message: 'Sheet',
      output,
      options: sheets.map(({ name, rows }) => ({ value: name, label: name, hint: `${rows} rows` })),
    }),
  )
  const row = answered(
    await text({
      message: 'Row of the column titles, counted from 1',
      initialValue: String(draft.headerRow ?? 1),
      validate: (given) => (/^[1-9]\d*$/.test(given ?? '') ? undefined : 'a whole number from 1'),
      output,
    }),
  )
  return { ...draft, sheet, headerRow: Number(row) }
}

async function changeMapping(draft: Draft, state: ImportState, fields: readonly FieldChoice[]): Promise<Draft> {
  const column = await askColumn(draft, state, 'Column')
  const before = (draft.mapping ?? []).find((mapped) => mapped.column === column)
  const rest = (draft.mapping ?? []).filter((mapped) => mapped.column !== column)
  const field = answered(
    await select({
      message: `"${column}" is`,
      output,
      maxItems: 12,
      initialValue: before?.field ?? offeredField(state, column) ?? NOT_IMPORTED,
      options: [{ value: NOT_IMPORTED, label: '(not imported)' }, ...fields],
    }),
  )
  if (field === NOT_IMPORTED) return { ...draft, mapping: rest }
  const update = answered(
    await select({
      message: 'In records there are',
      output,
      initialValue: before?.update ?? 'overwrite',
      options: UPDATE_BEHAVIOURS.map((value) => ({ value, hint: UPDATE_HINTS[value] })),
    }),
  )
  const clear =
    update !== 'key' &&
    answered(await confirm({ message: 'May an empty cell clear it?', initialValue: before?.empty === 'clear', output }))
  const mapped: FieldMapping = { column, field, update, empty: clear ? 'clear' : 'keep' }
  return { ...draft, mapping: [...rest, mapped] }
}

/** What the column may be, as far as that is a guess: chosen only by who looks at it. */
function offeredField({ suggestion }: ImportState, column: string): string | undefined {
  return suggestion?.reasons.find((one) => one.column === column && one.confidence === 'low')?.field
}

const NOT_IMPORTED = ''
const UPDATE_HINTS = {
  key: 'records are found by it',
  overwrite: 'is replaced',
  keep: 'stays; only new records get it',
  'overwrite-if-newer': 'is replaced if the file has a later date',
} as const

interface FieldChoice {
  readonly value: string
  readonly label: string
  readonly hint: string
}

async function fieldsOf(client: Client, { recordType }: ImportState): Promise<FieldChoice[]> {
  const { recordTypes } = await client.listRecordTypes()
  const fields = recordTypes.find(({ name }) => name === recordType)?.fields ?? []
  return fields.map(({ name, label, required }) => ({
    value: name,
    label: name,
    hint: required ? `${label.en}, required` : label.en,
  }))
}

async function askColumn(draft: Draft, state: ImportState, message: string): Promise<string> {
  return answered(await select({ message, output, maxItems: 12, options: columnsOf(draft, state) }))
}

/** The columns of the sheet and header row that the draft names, which need not be those that inspection chose. */
function columnsOf({ sheet, headerRow }: Draft, { inspection }: ImportState): { value: string; hint?: string }[] {
  if (!inspection) return []
  const asInspected =
    (sheet ?? inspection.sheet) === inspection.sheet && (headerRow ?? inspection.headerRow) === inspection.headerRow
  if (asInspected) {
    return inspection.columns.map(({ name, samples }) => ({
      value: name,
      hint: samples.slice(0, 3).map(plain).join(' | '),
    }))
  }
  const rows = inspection.preview.find((preview) => preview.sheet === sheet)?.rows ?? []
  return columnNames(rows, headerRow ?? 0).map((value) => ({ value }))
}

function answered<T extends string | boolean>(answer: T | typeof CANCEL_SYMBOL): T {
  if (answer === CANCEL_SYMBOL) throw new StepBack()
  return answer
}

/** A step that was given up, or a file that cannot be used, leaves the draft as it was. */
async function unlessSteppedBack(draft: Draft, work: () => Promise<Draft>): Promise<Draft> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StepBack)) say(describeError(error).text)
    return draft
  }
}
