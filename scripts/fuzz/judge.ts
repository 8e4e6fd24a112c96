import { isDeepStrictEqual } from 'node:util'
import type { Cell, SheetRow } from '../../lib/domain/cells.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { bytesInMemory, type ByteSource } from '../../lib/readers/bytes.ts'
import { inspect } from '../../lib/readers/inspect.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { openWithSheetJs } from '../../lib/readers/sheetjs/open.ts'
import type { Workbook } from '../../lib/readers/workbook.ts'
import type { Input } from './input.ts'
import type { Seed } from './seeds.ts'

/** Rows by sheet, or why there are none. */
type Answer = { readonly sheets: Readonly<Record<string, readonly SheetRow[]>> } | { readonly problem: Problem }

const EXPECTED_CODES = new Set(['unreadable-file', 'encrypted-file', 'no-rows'])
const LONGEST_SENTENCE = 600
const ISO_DATE = /^\d{4}-\d\d-\d\d/

/** What is wrong with the answer to an input, in words; nothing if it is right. What is thrown, is a finding too. */
export async function judge(input: Input): Promise<string | undefined> {
  const answer = await answerTo(input.bytes)
  const found = 'problem' in answer ? sentenceOf(answer.problem) : await inspected(input.bytes, answer)
  if (found !== undefined) return found
  if (input.expectation === 'any') return undefined
  if (input.expectation === 'agree') return disagreement(input.bytes, answer)
  const original = await originalAnswer(input.origin)
  if ('problem' in answer) {
    if (input.expectation === 'same-or-refused' || 'problem' in original) return undefined
    return `refused, though it says the same as before: ${answer.problem.message}`
  }
  // A few letters that are left of an archive are a text.
  if ('problem' in original || input.bytes.length < 16) return undefined
  return difference('before', original.sheets, answer.sheets)
}

const originals = new Map<string, Promise<Answer>>()

function originalAnswer(origin: Seed): Promise<Answer> {
  const known = originals.get(origin.name) ?? answerTo(origin.bytes)
  originals.set(origin.name, known)
  return known
}

async function answerTo(bytes: Uint8Array): Promise<Answer> {
  try {
    return { sheets: await rowsOf(await openWorkbook(piecewise(bytes))) }
  } catch (error) {
    if (error instanceof Problem) return { problem: error }
    throw error
  }
}

async function rowsOf(workbook: Workbook): Promise<Record<string, SheetRow[]>> {
  const sheets: Record<string, SheetRow[]> = {}
  for (const name of workbook.sheetNames) sheets[` ${name}`] = await Array.fromAsync(workbook.rows(name))
  return sheets
}

/** Answers later, and with bytes of its own, as a file does. */
function piecewise(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async read(start, end) {
      if (!(start >= 0 && start <= end && end <= bytes.length)) throw new RangeError(`asked for ${start} to ${end}`)
      await new Promise(setImmediate)
      return Uint8Array.from(bytes.subarray(start, end))
    },
  }
}

function sentenceOf({ code, message, advice, details }: Problem): string | undefined {
  if (!EXPECTED_CODES.has(code)) return `answered with the code "${code}": ${message}`
  if (code === 'unreadable-file' && details?.['reason'] === undefined) return `refused without a reason: ${message}`
  if (message.length > LONGEST_SENTENCE || !message.endsWith('.')) return `no sentence: ${message.slice(0, 2000)}`
  if (/[\u0000-\u0008\u000b-\u001f]|undefined|NaN|\[object/.test(message.replaceAll(/"[^"]*"/g, '')))
    return `no words for people: ${message}`
  return advice === undefined ? `refused without advice: ${message}` : undefined
}

/** Inspection has to come to the same rows. */
async function inspected(
  bytes: Uint8Array,
  answer: Exclude<Answer, { problem: Problem }>,
): Promise<string | undefined> {
  try {
    const { sheets } = await inspect(await openWorkbook(bytes))
    const counts = Object.fromEntries(sheets.map(({ name, rows }) => [` ${name}`, rows]))
    const truth = Object.fromEntries(Object.entries(answer.sheets).map(([name, rows]) => [name, rows.length]))
    return isDeepStrictEqual(counts, truth)
      ? undefined
      : `inspected ${JSON.stringify(counts)}, read ${JSON.stringify(truth)}`
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.code === 'no-rows'
      ? sentenceOf(error)
      : `inspection says ${error.code} (${error.message}), rows can be read`
  }
}

async function disagreement(bytes: Uint8Array, answer: Answer): Promise<string | undefined> {
  if ('problem' in answer) return undefined
  try {
    const theirs = await rowsOf(await openWithSheetJs(bytesInMemory(bytes), 'xlsx'))
    return difference('SheetJS', theirs, answer.sheets)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

function difference(
  whose: string,
  theirs: Readonly<Record<string, readonly SheetRow[]>>,
  ours: typeof theirs,
): string | undefined {
  const names = [Object.keys(theirs).join(), Object.keys(ours).join()]
  if (names[0] !== names[1]) return `different sheets: ${whose} ${names[0] ?? ''}, now ${names[1] ?? ''}`
  for (const [name, rows] of Object.entries(theirs)) {
    const read = ours[name] ?? []
    for (let index = 0; index < Math.max(rows.length, read.length); index++) {
      if (isSame(rows[index], read[index])) continue
      return `different in${name}: ${whose} ${short(rows[index])}, now ${short(read[index])}`
    }
  }
  return undefined
}

const DECIMAL = /^[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?$/i

/** Equal but for differences that are known, each for a reason. */
function isSame(theirs: SheetRow | undefined, ours: SheetRow | undefined): boolean {
  if (isDeepStrictEqual(theirs, ours)) return true
  if (!theirs || !ours || theirs.row !== ours.row) return false
  const width = Math.max(theirs.cells.length, ours.cells.length)
  return Array.from({ length: width }, (_, at) => isKnown(theirs.cells[at] ?? null, ours.cells[at] ?? null)).every(
    Boolean,
  )
}

function isKnown(theirs: Cell, ours: Cell): boolean {
  if (isDeepStrictEqual(theirs, ours)) return true
  const nothing =
    theirs === null || typeof theirs === 'boolean' || (typeof theirs === 'number' && !Number.isFinite(theirs))
  // What says that it is a number or a truth value and is none, is kept as text; SheetJS leaves it out or makes a guess.
  if ((typeof ours === 'string' || ours === null) && nothing) return true
  // SheetJS takes TRUE for false, as Excel writes it in small letters.
  if (theirs === false && ours === true) return true
  // An error of another name than those of Excel, or of none.
  if (typeof theirs === 'object' && typeof ours === 'object') return true
  if (typeof ours !== 'string') return false
  // A text where a number should be stays text; SheetJS takes what digits it starts with for days, times or `00123`.
  const isText = /^[-+]?\d/.test(ours) && !DECIMAL.test(ours)
  if (typeof theirs === 'string')
    return (
      (ISO_DATE.test(theirs) && !/^\d{4}-\d\d-\d\d$/.test(ours)) ||
      (isText && /^[\d:]+$/.test(theirs)) ||
      ours.includes('_x')
    )
  // So does one in a cell of the type t="d", which SheetJS makes a number of in cells without the format of a date.
  return typeof theirs === 'number' && (ISO_DATE.test(ours) || !/^0\d/.test(ours))
}

function short(row: SheetRow | undefined): string {
  return row === undefined ? 'no row' : JSON.stringify(row).slice(0, 300)
}
