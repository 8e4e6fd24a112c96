import { describe, expect, it } from '@jest/globals'
import { Problem } from '../../lib/domain/problems.ts'
import { answerOf } from './hostile/answer.ts'
import type { HostileCase } from './hostile/case.ts'
import { STRANGER_CASES } from './hostile/stranger-cases.ts'
import { TEXT_CASES } from './hostile/text-cases.ts'
import { XLSX_CASES } from './hostile/xlsx-cases.ts'
import { XLSX_SIZE_CASES } from './hostile/xlsx-size-cases.ts'
import { ZIP_CASES } from './hostile/zip-cases.ts'

const answersAsItShould = async ({ bytes, answer }: HostileCase): Promise<void> => {
  const given = await answerOf(bytes())
  if (!('code' in answer)) return expect(given).toMatchObject(answer)
  expect(given).toMatchObject({ problem: expect.any(Problem) })
  if (!('problem' in given)) return
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
  it.each(STRANGER_CASES)('$name', answersAsItShould)
})
describe('workbooks', () => {
  it.each([...XLSX_CASES, ...XLSX_SIZE_CASES])('$name', answersAsItShould)
})
describe('texts', () => {
  it.each(TEXT_CASES)('$name', answersAsItShould)
})
