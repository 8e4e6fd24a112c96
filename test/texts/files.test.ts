import { describe, expect, it } from '@jest/globals'
import { driftOf, driftPlaces } from '../../lib/domain/drift.ts'
import { RECORD_TYPES } from '../../lib/domain/record-types/catalogue.ts'
import { suggestConfiguration } from '../../lib/domain/suggest.ts'
import { inspect } from '../../lib/readers/inspect.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { configuration, user } from '../domain/support.ts'
import { sample, text } from '../readers/files.ts'
import { answerOf } from '../readers/hostile/answer.ts'
import { BINARY_CASES } from '../readers/hostile/binary-cases.ts'
import { STRANGER_CASES } from '../readers/hostile/stranger-cases.ts'
import { TEXT_CASES } from '../readers/hostile/text-cases.ts'
import { XLSX_CASES } from '../readers/hostile/xlsx-cases.ts'
import { createHearing, type Hearing } from './hearing.ts'

/** What the readers and the suggestions say of real files, in German. */

const SAMPLES = [
  'appointments.xlsx',
  'customers-utf16.txt',
  'customers-utf8.csv',
  'customers-windows-1252.csv',
  'customers.ods',
  'customers.xls',
  'customers.xlsx',
  'messy.xlsx',
  'reports.xlsx',
  'tasks.ods',
  'two-sheets.xlsx',
]

const USERS = sample('users.csv')
const accounts = new TextDecoder()
  .decode(USERS)
  .split(/\r?\n/u)
  .slice(1)
  .map((line) => {
    const [email = '', employeeNumber = ''] = line.split(',')
    return user(email, { email, employeeNumber })
  })

/** Small files with one flaw each. */
const FLAWED: readonly string[] = [
  'Name,Datum\nA,1.4.2026\nB,2.4.2026\n',
  'Name,Datum\nA,23.04.2026\nB,04/23/2026\n\nC,31.02.2026\n',
  'Name,Datum\nA,2026-04-23T10:00:00Z\nB,3. April 2026\n',
  'Name;Betrag\nA;1,5\nB;2.5\nC;1.234.567,00\n',
  'Name;Name;;Plz\nA;B;C;1234\nD;E;F;12345\nA;B;C;D;E;F\n',
  'Name,Nummer,Text\nA,1.23E+15,####\nB,1234567890123456789,M?ller\nC,5,GrÃ¼n\n',
  'Bericht vom Montag\nName,Wert\nA,1\nB,2\nSumme,3\n\nStand: heute\n',
  'sep=|\nName|Wert\nA|1\n',
  'Name\nA\nB\n',
  "'Name','Wert'\n'A','1'\n'B','2'\n",
  'Name,Wert\nA,\u0000\nB,2\u0000\u0000\n',
  'Name,Wert\nA,1\nName,Wert\nB,2\nName,Wert\nC,3\n',
  'Name,Wert\n',
  'Name,"Wert\nA,1\n',
]

async function hearFile(hearing: Hearing, bytes: Uint8Array): Promise<void> {
  const { sheet, sheets, headerRow, columns, notation, warnings, evidence } = await inspect(await openWorkbook(bytes))
  for (const { message, advice } of warnings) hearing.hear(message, advice)
  for (const { says, because } of evidence) hearing.hear(...(/^(utf|windows|iso)-/u.test(says) ? [] : [says]), because)
  for (const recordType of Object.values(RECORD_TYPES)) {
    for (const users of [[], accounts]) {
      const { reasons, problems } = suggestConfiguration({ recordType, sheet, headerRow, columns, notation, users })
      hearing.hear(...reasons.map(({ why }) => why), ...problems.map(({ message }) => message))
    }
    const drift = driftOf({
      recordType,
      configuration: configuration('name! zip note', { recordType: recordType.name, sheet: 'Früher', headerRow: 9 }),
      file: { sheet, headerRow, columns, sheets: sheets.map(({ name }) => name) },
    })
    if (drift) hearing.hear(...[...driftPlaces(drift), ...drift.problems].map(({ message }) => message))
  }
}

describe('in German', () => {
  it('is all that is said of the samples', async () => {
    const hearing = createHearing()
    for (const name of SAMPLES) await hearFile(hearing, sample(name))
    expect(hearing.english).toEqual([])
    expect(hearing.heard.size).toBeGreaterThan(100)
  })

  it('is all that is said of small files with flaws', async () => {
    const hearing = createHearing()
    for (const content of FLAWED) {
      const answer = await answerOf(text(content))
      if ('problem' in answer) hearing.hearProblem(answer.problem)
      else await hearFile(hearing, text(content)).catch((problem: unknown) => hearing.hearProblem(problem as never))
    }
    expect(hearing.english).toEqual([])
    expect(hearing.heard.size).toBeGreaterThan(60)
  })

  it('is every refusal of a hostile file', async () => {
    const hearing = createHearing()
    // What is huge says nothing that a small one does not.
    const cases = [...STRANGER_CASES, ...BINARY_CASES, ...TEXT_CASES, ...XLSX_CASES].filter(
      ({ name }) => !/million|\dMB|\d MB|megabyte/u.test(name),
    )
    for (const { bytes } of cases) {
      const answer = await answerOf(bytes())
      if ('problem' in answer) hearing.hearProblem(answer.problem)
    }
    expect(hearing.english).toEqual([])
    expect(hearing.heard.size).toBeGreaterThan(60)
  })
})
