import { describe, expect, it } from '@jest/globals'
import { chunkKey, pointUserKey, pointUsersKey, unassignedRowsKey } from '../../lib/contracts/keys.ts'
import {
  approval,
  importState,
  importSummary,
  importSummaryLine,
  importUsers,
  userResult,
} from '../../lib/contracts/imports.ts'
import type { Locale } from '../../lib/domain/companies.ts'
import { NO_TOTALS } from '../../lib/domain/outcomes.ts'
import { NO_COUNTS } from '../../lib/domain/plans.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { getApproval } from '../../lib/usecases/get-approval.ts'
import { getImport } from '../../lib/usecases/get-import.ts'
import { getImportConfiguration } from '../../lib/usecases/get-import-configuration.ts'
import { getPreview } from '../../lib/usecases/get-preview.ts'
import { guarded, REASON_COLUMNS } from '../../lib/domain/rejected-rows.ts'
import { getRejectedRows } from '../../lib/usecases/get-rejected-rows.ts'
import { getSummary } from '../../lib/usecases/get-summary.ts'
import { getUserResult } from '../../lib/usecases/get-user-result.ts'
import { listImports } from '../../lib/usecases/list-imports.ts'
import { listImportUsers } from '../../lib/usecases/list-import-users.ts'
import { pointOfImport } from '../../lib/usecases/secure-company.ts'
import { by, companyPerTest, count, staff, world } from './company.ts'
import { anImport, aPart, foundCompany } from './world.ts'

companyPerTest()

const configuration = {
  version: 1,
  recordType: 'customers',
  sheet: 'Kunden',
  headerRow: 3,
  mode: 'update',
  assignment: { by: 'email', column: 'Mail' },
  mapping: [{ column: 'Name', field: 'name', update: 'key', empty: 'keep' }],
  notation: { decimal: ',', dateOrder: 'dmy' },
} as const

/** An import in the middle: rob is previewed, rita is excluded, two rows belong to nobody. */
async function begun({ round = 1 } = {}) {
  const { ports, put } = world
  const item = anImport(staff.company.id, `i-${count}`, staff.sue, {
    configuration,
    round,
    inspectionKey: `inspection-${count}`,
    assignmentKey: `assignment-${count}`,
    currentUserId: staff.rob.id,
    assignment: {
      rows: 7,
      users: 1,
      assignedRows: 2,
      notFoundValues: 1,
      notFoundRows: 1,
      emptyRows: 1,
      excludedRows: 3,
      usersWithoutRows: 0,
    },
    timeline: [
      { at: '2026-11-22T08:00:00.000Z', status: 'awaiting-upload' },
      { at: '2026-11-22T09:00:00.000Z', status: 'inspecting' },
    ],
  })
  await ports.createImport(item)
  put(`inspection-${count}`, {
    inspection: {
      format: 'xlsx',
      sheets: [{ name: 'Kunden', rows: 10, columns: 2 }],
      sheet: 'Kunden',
      headerRow: 3,
      columns: [{ name: 'Name', index: 0, type: 'text', samples: ['Acme'], filled: 7 }],
      rows: 7,
      warnings: [],
      evidence: [],
      notation: configuration.notation,
      preview: [],
    },
    suggestion: { configuration, complete: true, problems: [], reasons: [] },
  })
  put(`assignment-${count}`, {
    columns: ['Name', 'Mail', '', 'Phone'],
    rows: 7,
    users: [
      {
        userId: staff.rita.id,
        email: staff.rita.email,
        name: 'rita',
        rows: 3,
        firstRow: 4,
        excluded: 'outside-groups',
      },
      { userId: staff.rob.id, email: staff.rob.email, name: 'rob', rows: 2, firstRow: 5 },
    ],
    notFound: [{ value: 'nobody@x', rows: 1, firstRow: 9 }],
    empty: { rows: 1, firstRow: 10 },
    usersWithoutRows: [],
    sharedKeys: { count: 0, first: [] },
  })
  return item
}

describe('getImport', () => {
  it('shows the state with its file, its question and nothing internal', async () => {
    const { ports } = world
    const item = await begun()
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rob), 0)
    const { approval: question } = await ports.openApproval(
      { companyId: item.companyId, importId: item.id, round: 1, step: 'decision', userId: staff.rob.id },
      { id: `a-${count}`, taskToken: 'TOKEN-secret', expiresAt: '2026-11-29T10:00:00.000Z' },
    )
    const answer = importState.parse(await getImport(ports)({ ...by(staff.sue), path: { importId: item.id } }))
    expect(answer).toMatchObject({
      status: 'awaiting-decision',
      inspection: { columns: [{ name: 'Name', suggestedField: 'name' }] },
      waiting: { approvalId: question.id, step: 'decision', userId: staff.rob.id },
      current: { userId: staff.rob.id, rows: 2 },
      users: { total: 1, pending: 1 },
    })
    expect(JSON.stringify(answer)).not.toMatch(/TOKEN|uploads\/x|revision/)
    const behind = { ...by(staff.sue), path: { approvalId: question.id } }
    const shown = approval.parse(await getApproval(ports)(behind))
    expect(shown).toMatchObject({ state: 'waiting', user: { userId: staff.rob.id }, fileName: 'kunden.xlsx' })
    expect(approval.parse(await getApproval(ports)(behind))).toEqual(shown)
    expect(JSON.stringify(shown)).not.toContain('TOKEN')
  })
})

describe('listImportUsers', () => {
  it('is what splitting found until the selection was given, and the parts from then on', async () => {
    const { ports } = world
    const item = await begun()
    const ask = async () =>
      importUsers.parse(await listImportUsers(ports)({ ...by(staff.admin), path: { importId: item.id } }))
    const before = await ask()
    expect(before.users).toEqual([
      {
        userId: staff.rita.id,
        email: staff.rita.email,
        name: 'rita',
        rows: 3,
        state: 'excluded',
        excluded: 'outside-groups',
      },
      { userId: staff.rob.id, email: staff.rob.email, name: 'rob', rows: 2, state: 'pending' },
    ])
    expect(before).toMatchObject({ notFound: [{ value: 'nobody@x' }], empty: { rows: 1, firstRow: 10 } })
    await ports.putImportUser(
      item.companyId,
      aPart(item.id, staff.rob, { state: 'imported', totals: { ...NO_TOTALS, created: 2 } }),
      0,
    )
    const after = await ask()
    expect(after.users.map(({ email, state }) => [email, state])).toEqual([
      [staff.rob.email, 'imported'],
      [staff.rita.email, 'excluded'],
    ])
  })

  it('forgets parts of an earlier round, but for those who were imported', async () => {
    const { ports } = world
    const item = await begun({ round: 2 })
    const before = { round: 1, rows: 7 }
    await ports.putImportUser(
      item.companyId,
      aPart(item.id, staff.rob, { ...before, state: 'excluded', excluded: 'by-choice' }),
      0,
    )
    await ports.putImportUser(item.companyId, aPart(item.id, staff.sue, { ...before, state: 'imported' }), 0)
    const { users } = importUsers.parse(
      await listImportUsers(ports)({ ...by(staff.admin), path: { importId: item.id } }),
    )
    expect(users.map(({ email, state, rows }) => [email, state, rows])).toEqual([
      [staff.sue.email, 'imported', 7],
      [staff.rita.email, 'excluded', 3],
      [staff.rob.email, 'pending', 2],
    ])
  })

  it('says who was not chosen in the round before, until the selection of this one is given', async () => {
    const { ports } = world
    const item = await begun({ round: 3 })
    const part = { round: 1, state: 'excluded', excluded: 'by-choice' } as const
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rob, part), 0)
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rita, part), 0)
    const ask = async () => {
      const of = { ...by(staff.admin), path: { importId: item.id } }
      const { users } = importUsers.parse(await listImportUsers(ports)(of))
      return users.map(({ email, state, notChosenBefore }) => [email, state, notChosenBefore])
    }
    // Rita is out of reach now: nobody can choose her.
    expect(await ask()).toEqual([
      [staff.rita.email, 'excluded', undefined],
      [staff.rob.email, 'pending', true],
    ])
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rob, { round: 3, revision: 2 }), 1)
    expect(await ask()).toContainEqual([staff.rob.email, 'previewed', undefined])
  })

  it('has nothing to show before the file was split', async () => {
    await world.ports.createImport(anImport(staff.company.id, 'fresh', staff.sue))
    expect(
      importUsers.parse(await listImportUsers(world.ports)({ ...by(staff.sue), path: { importId: 'fresh' } })).users,
    ).toEqual([])
  })
})

describe('results', () => {
  const rejected = [
    {
      row: 9,
      outcome: 'rejected',
      title: '',
      cells: ['=1+1', '+43 1', null, 'x;y'],
      reasons: [{ code: 'a', message: 'Bad.', column: 'Name' }],
    },
    { row: 5, outcome: 'created', title: 'Acme', recordId: 'r' },
    {
      row: 4,
      outcome: 'rejected',
      title: '',
      cells: ['00123', 4.5, { error: '#N/A' }, true],
      reasons: [{ code: 'b', message: 'Two.' }],
    },
  ]

  async function written() {
    const item = await begun()
    world.put(`result-${count}`, rejected)
    const totals = { ...NO_TOTALS, created: 1, rejected: 2 }
    const part = aPart(item.id, staff.rob, {
      state: 'imported',
      rows: 3,
      resultKey: `result-${count}`,
      totals,
      deleted: 1,
    })
    await world.ports.putImportUser(item.companyId, part, 0)
    return item
  }

  it('say what became of each row, and of users of whom nothing was written', async () => {
    const item = await written()
    const path = { importId: item.id, userId: staff.rob.id }
    const answer = userResult.parse(
      await getUserResult(world.ports)({ ...by(staff.sue), path, query: { outcome: 'created' } }),
    )
    expect(answer).toMatchObject({
      rows: 3,
      deleted: 1,
      totals: { rejected: 2 },
      entries: [{ row: 5, recordId: 'r', reasons: [] }],
    })
    for (const [search, rows] of [
      ['BÄD', [9]],
      ['acme', [5]],
      ['4', [4]],
      ['required', []],
    ] as const) {
      const found = await getUserResult(world.ports)({ ...by(staff.sue), path, query: { search } })
      expect(found.entries.map(({ row }) => row)).toEqual(rows)
    }
    await world.ports.putImportUser(item.companyId, aPart(item.id, staff.rita, { state: 'skipped', rows: 3 }), 0)
    const ofRita = { path: { ...path, userId: staff.rita.id }, query: {} }
    await expect(getUserResult(world.ports)({ ...by(staff.sue), ...ofRita })).rejects.toMatchObject({
      code: 'not-found',
    })
    const skipped = await getUserResult(world.ports)({ ...by(staff.admin), ...ofRita })
    expect(skipped).toMatchObject({ totals: { ...NO_TOTALS, skipped: 3 }, entries: [] })
    await world.ports.putImportUser(item.companyId, aPart(item.id, staff.sue), 0)
    await expect(
      getUserResult(world.ports)({ ...by(staff.sue), path: { ...path, userId: staff.sue.id }, query: {} }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('add up to the rows of the file while the import runs', async () => {
    const item = await written()
    const summary = importSummary.parse(
      await getSummary(world.ports)({ ...by(staff.sue), path: { importId: item.id } }),
    )
    expect(summary).toMatchObject({
      rows: 8,
      totals: { created: 1, rejected: 2, excluded: 3, unassigned: 2 },
      deleted: 1,
      durations: { 'awaiting-upload': 3600, inspecting: 3600 },
    })
    expect(Object.values(summary.totals).reduce((a, b) => a + b)).toBe(summary.rows)
  })

  const rowsOf = async (bytes: Uint8Array, sheet: string) => {
    const rows = []
    for await (const row of (await openWorkbook(bytes)).rows(sheet)) rows.push(row)
    return rows
  }

  const handedBack = async ({ id }: { id: string }, format: 'xlsx' | 'csv', language: Locale = 'en') =>
    getRejectedRows(world.ports)({
      ...by(staff.sue),
      path: { importId: id },
      query: { format, language, unassigned: false },
    })

  it('hand rejected rows back as a workbook the same configuration reads: sheet, header row and columns as they were', async () => {
    const item = await written()
    const file = await handedBack(item, 'xlsx')
    expect(file.fileName).toBe('kunden - rejected rows.xlsx')
    const rows = (await rowsOf(file.body, configuration.sheet)).filter(({ cells }) =>
      cells.some((cell) => cell !== null && cell !== ''),
    )
    expect(rows.map(({ row }) => row)).toEqual([3, 4, 5])
    const titles = [...Object.values(REASON_COLUMNS.en), 'Name', 'Mail', '', 'Phone']
    expect(rows[0]?.cells.map((cell) => cell ?? '')).toEqual(titles)
    expect(rows[1]?.cells).toEqual([item.id, 4, 'Two.', '00123', 4.5, { error: '#N/A' }, true])
    // What looks like a formula is text, not a formula with a value.
    expect(rows[2]?.cells.slice(1, 5)).toEqual([9, 'Name: Bad.', '=1+1', '+43 1'])
    expect(rows[2]?.cells[6]).toBe('x;y')
  })

  it('hand them back as text, where nothing runs as a formula', async () => {
    const item = await written()
    const { body, contentType } = await handedBack(item, 'csv')
    expect(contentType).toBe('text/csv; charset=utf-8')
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)
    expect(text.startsWith('\uFEFF')).toBe(true)
    const lines = text.slice(1).split('\r\n')
    expect(lines.slice(2)).toEqual([
      'Muster: import;Muster: row;Muster: reason;Name;Mail;;Phone',
      `${item.id};4;Two.;00123;4,5;#N/A;true`,
      `${item.id};9;Name: Bad.;'=1+1;+43 1;;"x;y"`,
      '',
    ])
    expect(['=A1', '+A1', '-2+3', '@x', '\tx', '\u{FF1D}x'].map((value) => guarded(value)[0])).toEqual(
      Array(6).fill("'"),
    )
  })

  it('bring the rows without a user along also while the settings are asked for anew', async () => {
    const item = await written()
    world.put(unassignedRowsKey(item.companyId, item.id, '1'), [
      { row: 8, cells: ['Acme', 'nobody@x.example', null, null] },
    ])
    await world.ports.updateImport(item.companyId, item.id, { splitOf: '1', round: 2, at: '2026-11-22T10:00:00.000Z' })
    const { body } = await getRejectedRows(world.ports)({
      ...by(staff.sue),
      path: { importId: item.id },
      query: { format: 'csv', language: 'en', unassigned: true },
    })
    expect(new TextDecoder().decode(body)).toContain(`${item.id};8;`)
  })

  it('say the reasons in German where that is asked for', async () => {
    const item = await written()
    world.put(unassignedRowsKey(item.companyId, item.id, '1'), [
      { row: 8, cells: ['Acme', 'nobody@x.example', null, null] },
    ])
    const { fileName, body } = await getRejectedRows(world.ports)({
      ...by(staff.sue),
      path: { importId: item.id },
      query: { format: 'csv', language: 'de', unassigned: true },
    })
    expect(fileName).toBe('kunden - abgelehnte Zeilen.csv')
    const lines = new TextDecoder().decode(body).split('\r\n')
    expect(lines[2]).toBe('Muster: Import;Muster: Zeile;Muster: Grund;Name;Mail;;Phone')
    expect(lines).toContain(
      `${item.id};8;Mail: Kein Benutzer hat die E-Mail-Adresse „nobody@x.example“.;Acme;nobody@x.example;;`,
    )
  })

  it.each(['en', 'de'] as const)('replace the reasons of a file that was handed back before (%s)', async (language) => {
    const item = await written()
    world.put(`assignment-${count}`, {
      columns: [...Object.values(REASON_COLUMNS[language]), 'Name'],
      rows: 3,
      users: [],
      notFound: [],
      empty: { rows: 0 },
      usersWithoutRows: [],
    })
    const { body } = await handedBack(item, 'csv')
    expect(new TextDecoder().decode(body).split('\r\n')[2]).toBe('Muster: import;Muster: row;Muster: reason;Name')
  })
})

describe('whose imports one may see', () => {
  it('lists all to administrators and their own to others, page by page', async () => {
    const { ports } = world
    for (const [n, who] of [staff.sue, staff.admin, staff.sue, staff.admin, staff.admin, staff.sue].entries()) {
      await ports.createImport(anImport(staff.company.id, `n-${n}`, who))
    }
    const seen: string[][] = []
    let cursor: string | undefined
    do {
      const page = await listImports(ports)({ ...by(staff.sue), query: { limit: 2, cursor } })
      seen.push(page.imports.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(seen.flat()).toEqual(['n-5', 'n-2', 'n-0'])
    expect((await listImports(ports)({ ...by(staff.admin), query: {} })).imports.length).toBe(6)
  })

  it('lists what each waits for and how far it is, as far as that is there', async () => {
    const { ports } = world
    const item = await begun()
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rob), 0)
    const totals = { ...NO_TOTALS, created: 3 }
    await ports.createImport(anImport(staff.company.id, 'i-0', staff.sue, { status: 'completed', totals, deleted: 1 }))
    const expiresAt = '2026-11-29T10:00:00.000Z'
    await ports.openApproval(
      { companyId: item.companyId, importId: item.id, round: 1, step: 'decision', userId: staff.rob.id },
      { id: `a-${count}`, taskToken: 't', expiresAt },
    )
    const { imports } = await listImports(ports)({ ...by(staff.sue), query: {} })
    const [open, over] = imports.map((line) => importSummaryLine.parse(line))
    expect(open).toMatchObject({
      id: item.id,
      since: '2026-11-22T09:00:00.000Z',
      rows: 7,
      waiting: { step: 'decision', userId: staff.rob.id, approvalId: `a-${count}`, expiresAt },
      current: { userId: staff.rob.id, name: 'rob', rows: 2 },
      users: { total: 1, pending: 1 },
    })
    expect(over).toMatchObject({ id: 'i-0', totals, deleted: 1 })
    expect([over?.waiting, over?.users]).toEqual([undefined, undefined])
    expect(JSON.stringify(imports)).not.toContain('taskToken')
  })

  it('says how much of a user is written, by the chunks that are there', async () => {
    const { ports, put } = world
    const item = await begun()
    const counts = { ...NO_COUNTS, created: 1200 }
    const writing = aPart(item.id, staff.rob, { state: 'importing', rows: 1200, counts })
    await ports.putImportUser(item.companyId, writing, 0)
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rita, { state: 'skipped', rows: 300, order: 2 }), 0)
    const path = { importId: item.id }
    const look = async () => [
      importState.parse(await getImport(ports)({ ...by(staff.admin), path })).progress,
      importUsers
        .parse(await listImportUsers(ports)({ ...by(staff.admin), path }))
        .users.map(({ written }) => written?.done),
    ]
    const users = { done: 1, of: 2 }
    expect(await look()).toEqual([{ users, rows: { done: 300, of: 1500 } }, [0, undefined]])
    put(chunkKey(item.companyId, item.id, 1, staff.rob.id, 1000), [])
    put(chunkKey(item.companyId, item.id, 1, staff.rob.id, 0), [])
    put(chunkKey(item.companyId, item.id, 2, staff.rob.id, 500), [])
    expect(await look()).toEqual([{ users, rows: { done: 1000, of: 1500 } }, [700, undefined]])
  })

  it('says while the restore point is made of how many users it has the records', async () => {
    const { ports, put } = world
    await begun()
    const item = anImport(staff.company.id, 'i-s', staff.sue, { status: 'securing' })
    await ports.createImport(item)
    const look = async () =>
      importState.parse(await getImport(ports)({ ...by(staff.admin), path: { importId: item.id } })).progress
    expect(await look()).toBeUndefined()
    const point = pointOfImport(item, ports.now(), 30)
    await ports.putRestorePoint(point)
    put(
      pointUsersKey(point),
      [staff.rob, staff.rita, staff.sue].map(({ id, email }) => ({ userId: id, email })),
    )
    put(pointUserKey(point, staff.rita.id), [])
    put(pointUserKey({ ...point, attempt: 7 }, staff.rob.id), [])
    expect(await look()).toEqual({ secured: { done: 1, of: 3 } })
  })

  it('shows nothing of an import to others of the company, nor to anybody of another', async () => {
    const { ports } = world
    const item = await begun()
    await ports.putImportUser(
      item.companyId,
      aPart(item.id, staff.rob, { state: 'imported', planKey: 'p', resultKey: 'r' }),
      0,
    )
    const { approval: question } = await ports.openApproval(
      { companyId: item.companyId, importId: item.id, round: 1, step: 'decision', userId: staff.rob.id },
      { id: `a-${count}`, taskToken: 't', expiresAt: '2026-11-29T10:00:00.000Z' },
    )
    const other = await foundCompany(world, `other${count}`)
    const path = { importId: item.id, userId: staff.rob.id, approvalId: question.id }
    for (const caller of [by(staff.rob), { actor: other.admin, company: other.company }]) {
      const asked = [
        getImport(ports)({ ...caller, path }),
        listImportUsers(ports)({ ...caller, path }),
        getPreview(ports)({ ...caller, path, query: {} }),
        getUserResult(ports)({ ...caller, path, query: {} }),
        getSummary(ports)({ ...caller, path }),
        getRejectedRows(ports)({ ...caller, path, query: { format: 'csv', language: 'en', unassigned: false } }),
        getImportConfiguration(ports)({ ...caller, path }),
        getApproval(ports)({ ...caller, path }),
      ]
      for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: 'not-found' })
      expect((await listImports(ports)({ ...caller, query: {} })).imports).toEqual([])
    }
    expect(await getImportConfiguration(ports)({ ...by(staff.admin), path })).toEqual(configuration)
  })
})
