import { confirm, isCancel, multiselect, select, text } from '@clack/prompts'
import type { Client } from '../../lib/contracts/client.ts'
import {
  ASSIGNMENT_MODES,
  IMPORT_MODES,
  TRANSFER_MODES,
  type ImportConfiguration,
  type Transfer,
} from '../../lib/domain/configuration.ts'
import { columnNames } from '../../lib/readers/inspecting/names.ts'
import { chooseConfiguration } from '../configurations.ts'
import { describeError, placeText, plain, say } from '../output.ts'
import { leftOpen, type ImportState, type SettingsQuestion } from './answers.ts'
import { driftText } from './drift.ts'
import { askMapping, fieldsOf, type FieldChoice } from './mapping-editor.ts'
import { answered, output, StepBack } from './prompts.ts'
import { asComplete, settingsText } from './settings.ts'

type Draft = Partial<ImportConfiguration>

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

type Step = 'use' | 'file' | 'map' | 'assignment' | 'mode' | 'transfer' | 'last-call' | 'sheet' | 'cancel'

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
    ...ofTypeOnly(draft),
    { value: 'file', label: 'Take another configuration' },
    { value: 'cancel', label: 'Cancel the import' },
  ]
}

/** Settings that only one record type has. */
function ofTypeOnly({ recordType, transfer, raiseLastCall }: Draft): { value: Step; label: string; hint: string }[] {
  if (recordType === 'customers') {
    return [{ value: 'transfer', label: 'Customers that another user has', hint: transfer?.mode ?? 'none' }]
  }
  if (recordType !== 'reports') return []
  return [{ value: 'last-call', label: "Raise the customers' last call", hint: raiseLastCall === true ? 'yes' : 'no' }]
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
    case 'transfer':
      return { ...draft, transfer: await askTransfer(draft.transfer) }
    case 'last-call': {
      const message = "Raise each customer's last call to the day of its latest call report?"
      const initialValue = draft.raiseLastCall === true
      return { ...draft, raiseLastCall: answered(await confirm({ message, initialValue, output })) }
    }
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
  const mapping = draft.mapping ?? []
  const before = mapping.find((mapped) => mapped.column === column)
  const rest = mapping.filter((mapped) => mapped.column !== column)
  const mapped = await askMapping(column, before, fields, offeredField(state, column))
  return { ...draft, mapping: mapped === undefined ? rest : [...rest, mapped] }
}

const TRANSFER_HINTS = {
  none: 'they are created here too',
  move: 'they are brought over, and go from there',
  copy: 'they are copied, and stay there',
} as const

async function askTransfer(before: Transfer | undefined): Promise<Transfer> {
  const mode = answered(
    await select({
      message: 'Customers that are not found at their user but at another one',
      output,
      initialValue: before?.mode ?? 'none',
      options: TRANSFER_MODES.map((value) => ({ value, hint: TRANSFER_HINTS[value] })),
    }),
  )
  if (mode === 'none') return { mode, appointments: false, tasks: false, reports: false }
  const types = ['appointments', 'tasks', 'reports'] as const
  const along = answered(
    await multiselect({
      message: 'With what belongs to them',
      output,
      required: false,
      initialValues: types.filter((type) => before?.[type] === true),
      options: types.map((value) => ({ value, label: value })),
    }),
  )
  const has = (type: (typeof types)[number]) => along.includes(type)
  return { mode, appointments: has('appointments'), tasks: has('tasks'), reports: has('reports') }
}

/** What the column may be, as far as that is a guess: chosen only by who looks at it. */
function offeredField({ suggestion }: ImportState, column: string): string | undefined {
  return suggestion?.reasons.find((one) => one.column === column && one.confidence === 'low')?.field
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

/** A step that was given up, or a file that cannot be used, leaves the draft as it was. */
async function unlessSteppedBack(draft: Draft, work: () => Promise<Draft>): Promise<Draft> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StepBack)) say(describeError(error).text)
    return draft
  }
}
