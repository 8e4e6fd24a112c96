import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { createAssigner } from '../../lib/domain/assignment.ts'
import type { SheetRow } from '../../lib/domain/cells.ts'
import { plan } from '../../lib/domain/planning.ts'
import type { PlanEntry } from '../../lib/domain/plans.ts'
import { recordType } from '../../lib/domain/record-types/catalogue.ts'
import type { RecordTypeName } from '../../lib/domain/record-types/types.ts'
import type { Fields, StoredRecord } from '../../lib/domain/records.ts'
import { suggestConfiguration } from '../../lib/domain/suggest.ts'
import { dataRows, inspect } from '../../lib/readers/inspect.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { IMPORTER, NOW, user } from './support.ts'

/** Real files through the real readers and the whole domain: what would land at whom, without any store. */

const read = (name: string) => readFile(new URL(`../../samples/${name}`, import.meta.url))

const USERS = (await read('users.csv'))
  .toString()
  .trim()
  .split(/\r?\n/u)
  .slice(1)
  .map((line) => {
    const [email = '', employeeNumber = ''] = line.split(',')
    return user(email.split('@')[0] ?? '', { email, employeeNumber })
  })
const BOSS = user('boss', { level: 'administrator' })

type Customers = ReadonlyMap<string, readonly StoredRecord[]>

interface Imported {
  /** Every entry of every user's plan, with the user. */
  readonly entries: readonly (PlanEntry & { readonly userId: string })[]
  readonly rows: number
  readonly unassigned: number
}

async function importSample(name: string, type: RecordTypeName, customers: Customers = new Map()): Promise<Imported> {
  const workbook = await openWorkbook(await read(name))
  const { sheet, headerRow, columns, notation } = await inspect(workbook)
  const suggestion = suggestConfiguration({
    recordType: recordType(type),
    sheet,
    headerRow,
    columns,
    notation,
    users: USERS,
  })
  if (!suggestion.complete) throw new Error(JSON.stringify(suggestion.problems))
  const { configuration } = suggestion
  const assign = createAssigner({ users: USERS, actor: BOSS, by: configuration.assignment.by, excludeEmails: [] })
  const names = columns.map((column) => column.name)
  const parts = new Map<string, SheetRow[]>()
  let unassigned = 0
  for await (const row of dataRows(workbook, sheet, headerRow)) {
    const found = assign(row.cells[names.indexOf(configuration.assignment.column)])
    if (found.kind !== 'user') unassigned += 1
    else parts.set(found.userId, [...(parts.get(found.userId) ?? []), row])
  }
  const entries = [...parts].flatMap(([userId, rows]) => {
    const { entries: own } = plan({
      recordType: recordType(type),
      configuration,
      columns: names,
      records: [],
      customers: customers.get(userId) ?? [],
      rows,
      importId: name,
      author: IMPORTER,
      now: NOW,
      newRecordId: (row) => `row-${row}`,
    })
    return own.map((entry) => ({ ...entry, userId }))
  })
  return { entries, rows: entries.length + unassigned, unassigned }
}

function created({ entries }: Imported): { userId: string; fields: Fields }[] {
  return entries.flatMap(({ userId, operation }) =>
    operation === undefined ? [] : [{ userId, fields: operation.after.fields }],
  )
}

let customers: Customers
let expected: { userId: string; fields: Fields }[]

beforeAll(async () => {
  const imported = await importSample('customers.xlsx', 'customers')
  expected = created(imported)
  const byUser = new Map<string, StoredRecord[]>()
  for (const { userId, operation } of imported.entries) {
    if (operation === undefined) continue
    byUser.set(userId, [...(byUser.get(userId) ?? []), { ...operation.after, etag: operation.after.id }])
  }
  customers = byUser
})

it('reads the first customer as it stands in the sheet', () => {
  expect(expected).toHaveLength(400)
  expect(expected[0]).toEqual({
    userId: 'bjoern.lange',
    fields: {
      externalId: 'K-00000',
      name: 'Café Strauß & Co. KG',
      street: 'An der Brücke 158',
      zip: '06108',
      city: 'Halle (Saale)',
      country: 'DE',
      email: 'info0@kunde.example',
      priority: 'B',
      callIntervalDays: 30,
      lastCall: '2025-08-21',
      note: 'Réunion à 10h30 – 3 < 4 & mehr',
    },
  })
})

it.each(['customers.ods', 'customers.xls', 'customers-utf8.csv', 'customers-windows-1252.csv', 'customers-utf16.txt'])(
  '%s gives the same 400 records',
  async (name) => expect(created(await importSample(name, 'customers'))).toEqual(expected),
)

it.each<[string, RecordTypeName, number]>([
  ['appointments.xlsx', 'appointments', 80],
  ['tasks.ods', 'tasks', 60],
  ['reports.xlsx', 'reports', 90],
])('%s points at its users’ own customers', async (name, type, count) => {
  const records = created(await importSample(name, type, customers))
  expect(records).toHaveLength(count)
  for (const { userId, fields } of records) {
    expect(customers.get(userId)?.some(({ id }) => id === fields['customer'])).toBe(true)
  }
})

describe('messy.xlsx', () => {
  it('has every row in exactly one place, and every refusal with its reason', async () => {
    const imported = await importSample('messy.xlsx', 'customers')
    const refused = imported.entries.flatMap(({ row, reasons = [] }) =>
      reasons.map(({ code, value }) => [row, code, value]),
    )
    expect(imported).toMatchObject({ rows: 121, unassigned: 7 })
    expect(created(imported)).toHaveLength(109)
    expect(refused.toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([
      [49, 'required-missing', undefined],
      [50, 'out-of-range', '5'],
      [51, 'no-such-date', '31.02.2026'],
      [54, 'not-an-email', 'kein-email'],
      [55, 'pattern', 'K 01/050'],
    ])
  })
})
