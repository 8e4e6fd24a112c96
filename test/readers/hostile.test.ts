import { describe, expect, it } from '@jest/globals'
import { answerOf } from './hostile/answer.ts'
import type { HostileCase } from './hostile/case.ts'
import { BINARY_CASES } from './hostile/binary-cases.ts'
import { STRANGER_CASES } from './hostile/stranger-cases.ts'
import { TEXT_CASES } from './hostile/text-cases.ts'
import { XLSX_CASES } from './hostile/xlsx-cases.ts'
import { XLSX_SIZE_CASES } from './hostile/xlsx-size-cases.ts'
import { ZIP_CASES } from './hostile/zip-cases.ts'

const short = (row: unknown): string => JSON.stringify(row).slice(0, 500)

const answersAsItShould = async ({ bytes, answer }: HostileCase): Promise<void> => {
  const given = await answerOf(bytes())
  if (!('problem' in given)) {
    // Told in short: such an answer may have megabytes.
    const told = { rows: given.rows, ...('code' in answer || !answer.last ? {} : { last: short(given.last) }) }
    return expect(told).toEqual(
      'code' in answer ? answer : { ...answer, ...(answer.last && { last: short(answer.last) }) },
    )
  }
  expect('code' in answer ? '' : given.problem.message).toBe('')
  if (!('code' in answer)) return
  const { code, message, advice, details } = given.problem
  expect({ code, message, reason: details?.['reason'] }).toEqual({
    code: answer.code,
    message: expect.stringMatching(answer.says),
    reason: answer.reason ?? details?.['reason'],
  })
  // A full sentence, and what to do.
  expect(message).toMatch(/^[A-Z][^]*\.$/)
  expect(message.length).toBeLessThan(400)
  expect(advice).toMatch(/\.$/)
}

describe('archives', () => {
  it.each(ZIP_CASES)('$name', answersAsItShould)
})
describe('strangers under the name of a workbook', () => {
  it.each([...STRANGER_CASES, ...BINARY_CASES])('$name', answersAsItShould)
})
describe('workbooks', () => {
  it.each([...XLSX_CASES, ...XLSX_SIZE_CASES])('$name', answersAsItShould)
})
describe('texts', () => {
  it.each(TEXT_CASES)('$name', answersAsItShould)
})
