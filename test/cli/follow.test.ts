import { describe, expect, it, jest } from '@jest/globals'
import type { Answers, ImportState } from '../../cli/import/answers.ts'
import { followImport } from '../../cli/import/follow.ts'
import { ApiProblem, type Client } from '../../lib/contracts/client.ts'

const NO_USERS = { total: 2, pending: 2, imported: 0, skipped: 0, excluded: 0 }
const PREVIEW = { userId: 'u1', email: 'b@x.example', name: 'B', rows: 1, counts: {}, entries: [] }

type Part = Pick<ImportState, 'status'> & Partial<ImportState>

function waiting(step: 'settings' | 'selection' | 'decision', approvalId: string): NonNullable<ImportState['waiting']> {
  return { approvalId, step, userId: 'u1', expiresAt: '2026-01-01T00:00:00Z' }
}

/** A client that answers each look at the import with the next of these states, and writes down what it is told. */
function scripted(
  states: readonly Part[],
  refuse: (call: string, times: number) => ApiProblem | undefined = () => undefined,
  users: readonly object[] = [],
) {
  const calls: unknown[] = []
  let at = 0
  const take = (name: string) => (call: { body?: unknown }) => {
    calls.push([name, call.body])
    const refused = refuse(name, calls.filter((entry) => Array.isArray(entry) && entry[0] === name).length)
    return refused ? Promise.reject(refused) : Promise.resolve({})
  }
  const client = {
    getImport: () => {
      const state = states[Math.min(at++, states.length - 1)]
      return Promise.resolve({ id: 'i', fileName: 'a.xlsx', round: 1, timeline: [], users: NO_USERS, ...state })
    },
    listImportUsers: () =>
      Promise.resolve({
        users,
        notFound: [],
        empty: { rows: 0 },
        usersWithoutRows: [],
        sharedKeys: { count: 0, first: [] },
      }),
    getPreview: () => Promise.resolve(PREVIEW),
    putSettings: take('settings'),
    putSelection: take('selection'),
    decideUser: take('decision'),
    cancelImport: take('cancel'),
  } as unknown as Client
  return { client, calls }
}

function answering(answers: Partial<Answers>): Answers {
  const unexpected = (): never => {
    throw new Error('this was not asked')
  }
  return { settings: unexpected, selection: unexpected, decision: unexpected, ...answers }
}

function problem(code: string, places?: { pointer: string }[]): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: code, status: 409, code, ...(places ? { places } : {}) })
}

describe('following an import', () => {
  it('answers each question once, however long it stays visible, and ends with the final state', async () => {
    const first = { status: 'awaiting-decision' as const, waiting: waiting('decision', 'a1') }
    const second = { status: 'awaiting-decision' as const, waiting: waiting('decision', 'a2') }
    const { client, calls } = scripted([first, first, first, second, { status: 'completed' }])
    const decisions = ['import', 'skip'] as const
    let asked = 0
    const answers = answering({ decision: () => Promise.resolve(decisions[asked++] ?? 'cancel') })
    expect(await followImport({ client, importId: 'i', answers })).toMatchObject({ status: 'completed' })
    expect(calls).toEqual([
      ['decision', { action: 'import' }],
      ['decision', { action: 'skip' }],
    ])
  })

  it('leaves out whoever was left out before the import went back', async () => {
    const users = [
      { userId: 'u1', email: 'b@x.example', name: 'B', rows: 1, state: 'pending', notChosenBefore: true },
      { userId: 'u2', email: 'c@x.example', name: 'C', rows: 2, state: 'pending' },
    ]
    const asked = { status: 'awaiting-selection' as const, waiting: waiting('selection', 'a1') }
    const { client, calls } = scripted([asked, { status: 'completed' }], () => undefined, users)
    const answers = answering({ selection: () => Promise.resolve('go-on') })
    await followImport({ client, importId: 'i', answers, exclude: ['d@x.example'] })
    expect(calls).toEqual([['selection', { exclude: ['d@x.example', 'u1'] }]])
  })

  it('proposes the repaired configuration where the one that was given does not fit', async () => {
    const given = { version: 1, mapping: [{ column: 'Firma', field: 'name' }] }
    const repaired = { version: 1, mapping: [] }
    const problems = [{ pointer: '/mapping', message: 'No column is mapped to a field.' }]
    const drift = { changes: [], gone: [{ column: 'Firma', fields: ['name'] }], added: [], repaired, problems }
    const state = { status: 'awaiting-settings', waiting: waiting('settings', 'a1'), configuration: given, drift }
    const { client } = scripted([state as unknown as Part, { status: 'cancelled' }])
    let asked: unknown
    const settings: Answers['settings'] = (question) => {
      asked = question
      return Promise.resolve('cancel')
    }
    await followImport({ client, importId: 'i', answers: answering({ settings }) })
    expect(asked).toMatchObject({ draft: repaired, problems, refused: 0 })
  })

  it('gives the selection with those who are left out', async () => {
    const { client, calls } = scripted([
      { status: 'awaiting-selection', waiting: waiting('selection', 'a1') },
      { status: 'completed' },
    ])
    const answers = answering({ selection: () => Promise.resolve('go-on') })
    await followImport({ client, importId: 'i', answers, exclude: ['c@x.example'] })
    expect(calls).toEqual([['selection', { exclude: ['c@x.example'] }]])
  })

  it('gives corrections first, and then the selection that is asked for again', async () => {
    const { client, calls } = scripted([
      { status: 'awaiting-selection', waiting: waiting('selection', 'a1') },
      { status: 'splitting' },
      { status: 'awaiting-selection', waiting: waiting('selection', 'a2') },
      { status: 'completed' },
    ])
    const corrections = [{ value: '107', email: 'b@x.example' }]
    let asked = 0
    const answers = answering({ selection: () => Promise.resolve(asked++ === 0 ? corrections : 'go-on') })
    await followImport({ client, importId: 'i', answers, exclude: ['c@x.example'] })
    expect(calls).toEqual([
      ['selection', { corrections }],
      ['selection', { exclude: ['c@x.example'] }],
    ])
  })

  it('cancels when the selection is not wanted', async () => {
    const { client, calls } = scripted([
      { status: 'awaiting-selection', waiting: waiting('selection', 'a1') },
      { status: 'cancelled' },
    ])
    await followImport({ client, importId: 'i', answers: answering({ selection: () => Promise.resolve('cancel') }) })
    expect(calls).toEqual([['cancel', undefined]])
  })

  it('asks for settings again with what was wrong in them', async () => {
    const refused = problem('configuration-invalid', [{ pointer: '/mode' }])
    const states: Part[] = [
      { status: 'awaiting-settings', waiting: waiting('settings', 'a1') },
      { status: 'completed' },
    ]
    const { client, calls } = scripted(states, (_, times) => (times === 1 ? refused : undefined))
    const seen: unknown[] = []
    const answers = answering({
      settings: ({ problems, refused: times }) => {
        seen.push([problems, times])
        return Promise.resolve({ mode: times } as never)
      },
    })
    await followImport({ client, importId: 'i', answers })
    expect(seen).toEqual([
      [[], 0],
      [[{ pointer: '/mode' }], 1],
    ])
    expect(calls).toHaveLength(2)
  })

  it.each(['already-decided', 'no-longer-waiting'])('goes on when an answer comes too late (%s)', async (code) => {
    const states: Part[] = [
      { status: 'awaiting-decision', waiting: waiting('decision', 'a1') },
      { status: 'completed' },
    ]
    const { client } = scripted(states, () => problem(code))
    const answers = answering({ decision: () => Promise.resolve('import') })
    expect(await followImport({ client, importId: 'i', answers })).toMatchObject({ status: 'completed' })
  })

  it('says what was found before the stage that works with it, and each thing once', async () => {
    const said: string[] = []
    const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    const at = (...names: ImportState['status'][]) => ({
      status: names.at(-1) ?? 'completed',
      timeline: names.map((status) => ({ status, at: '2026-01-01T00:00:00Z' })),
    })
    const facts = {
      assignment: { rows: 1 },
      configuration: {
        sheet: 'S',
        headerRow: 1,
        mode: 'create',
        assignment: { by: 'email', column: 'rep' },
        mapping: [{ column: 'name', field: 'name', update: 'overwrite', empty: 'keep' }],
      },
      inspection: {
        sheet: 'S',
        headerRow: 1,
        columns: [{ name: 'rep' }, { name: 'name' }, { name: 'nr' }],
        warnings: [{ message: 'leading zeros may be lost', row: 5 }],
      },
    } as unknown as Partial<ImportState>
    try {
      const { client } = scripted([
        { ...at('inspecting', 'splitting'), ...facts },
        { ...at('inspecting', 'splitting', 'securing'), ...facts },
        { ...at('inspecting', 'splitting', 'securing', 'completed'), ...facts },
      ])
      await followImport({ client, importId: 'i', answers: answering({}) })
    } finally {
      stderr.mockRestore()
    }
    const text = said.join('')
    const order = [
      'Reading',
      'Sheet "S"',
      'not imported: nr',
      'Warning: row 5',
      'Sorting',
      'Users found',
      'restore point',
    ]
    const places = order.map((what) => text.indexOf(what))
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(places).not.toContain(-1)
    for (const what of order) expect(text.split(what)).toHaveLength(2)
  })

  it('says of each imported user how many records were deleted', async () => {
    const said: string[] = []
    const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    const user = {
      userId: 'u1',
      email: 'b@x.example',
      rows: 2,
      state: 'imported',
      totals: { unchanged: 2 },
      deleted: 65,
    }
    try {
      const { client } = scripted([{ status: 'completed', users: { ...NO_USERS, imported: 1 } }])
      const users = () =>
        Promise.resolve({
          users: [user],
          notFound: [],
          empty: { rows: 0 },
          usersWithoutRows: [],
          sharedKeys: { count: 0, first: [] },
        })
      const withUser = { ...client, listImportUsers: users } as unknown as Client
      await followImport({ client: withUser, importId: 'i', answers: answering({}) })
    } finally {
      stderr.mockRestore()
    }
    expect(said.join('')).toContain('b@x.example: 2 rows, 2 unchanged, 65 deleted')
  })

  it('ends with any other refusal', async () => {
    const states: Part[] = [{ status: 'awaiting-decision', waiting: waiting('decision', 'a1') }]
    const { client } = scripted(states, () => problem('not-permitted'))
    const answers = answering({ decision: () => Promise.resolve('import') })
    await expect(followImport({ client, importId: 'i', answers })).rejects.toMatchObject({ code: 'not-permitted' })
  })
})
