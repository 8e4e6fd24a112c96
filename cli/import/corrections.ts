import { isCancel, select } from '@clack/prompts'
import { InvalidArgumentError } from 'commander'
import type { Correction } from '../../lib/domain/configuration.ts'
import { plain } from '../output.ts'
import { leftOpen, type ImportState, type ImportUsers } from './answers.ts'
import { rowsOf } from './texts.ts'

type NotFound = ImportUsers['notFound'][number]

const output = process.stderr

/**
 * One `--correct VALUE=E-MAIL`, after those before it. What stands before the last = is the value.
 * @throws InvalidArgumentError (wrong usage) without a value or an address
 */
export function collectCorrection(text: string, before: readonly Correction[] = []): Correction[] {
  const at = text.lastIndexOf('=')
  const [value, email] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()]
  if (value === '' || !/^[^@\s]+@[^@\s]+$/u.test(email)) {
    throw new InvalidArgumentError('It must be VALUE=E-MAIL, e.g. "4711=anna.berger@nordwind.example".')
  }
  return [...before, { value, email }]
}

/** What may be accepted without looking: values that mean one user, with high confidence. */
export function sureCorrections(notFound: readonly NotFound[]): Correction[] {
  return notFound.flatMap(({ value, suggestions: [first] }) =>
    first?.confidence === 'high' ? [{ value, email: first.email }] : [],
  )
}

/** The same, each value once: what was accepted and is still asked about is not sent for ever. */
export function createAcceptance(): (notFound: readonly NotFound[]) => Correction[] {
  const sent = new Set<string>()
  return (notFound) => {
    const found = sureCorrections(notFound).filter(({ value }) => !sent.has(value))
    for (const { value } of found) sent.add(value)
    return found
  }
}

/**
 * Asks a person which suggestions they accept: all that are sure, one by one, or none. Each value is asked about once.
 * @throws LeftOpen if they leave by Ctrl-C
 */
export function createCorrectionQuestions(): (
  state: ImportState,
  notFound: readonly NotFound[],
) => Promise<Correction[]> {
  const asked = new Set<string>()
  return async (state, notFound) => {
    const open = notFound.filter(({ value, suggestions }) => suggestions.length > 0 && !asked.has(value))
    if (open.length === 0) return []
    const sure = sureCorrections(open)
    const how = await select({
      message: `${open.length === 1 ? 'A value' : `${open.length} values`} may mean users. Accept what is suggested?`,
      output,
      options: [
        { value: 'sure' as const, label: `All that are sure (${sure.length})`, disabled: sure.length === 0 },
        { value: 'each' as const, label: 'One by one' },
        { value: 'none' as const, label: 'None', hint: 'their rows are not imported' },
      ],
    })
    if (isCancel(how)) throw leftOpen(state.id, '')
    // After those that are sure, the others are asked about with the next selection.
    for (const { value } of how === 'sure' ? sure : open) asked.add(value)
    if (how === 'sure') return sure
    return how === 'none' ? [] : askEach(state, open)
  }
}

const NOBODY = ''

async function askEach(state: ImportState, open: readonly NotFound[]): Promise<Correction[]> {
  const accepted: Correction[] = []
  for (const { value, rows, suggestions } of open) {
    const email = await select({
      message: `"${plain(value)}" (${rowsOf(rows)}) is`,
      output,
      options: [
        ...suggestions.map((user) => ({
          value: user.email,
          label: `${plain(user.name)} <${plain(user.email)}>`,
          hint: plain(user.reason.message),
        })),
        { value: NOBODY, label: 'nobody', hint: 'its rows are not imported' },
      ],
    })
    if (isCancel(email)) throw leftOpen(state.id, '')
    if (email !== NOBODY) accepted.push({ value, email })
  }
  return accepted
}
