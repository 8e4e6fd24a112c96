import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { orSeeList } from '../../cli/lists.ts'
import { save } from '../../cli/files.ts'
import { fetchReport } from '../../cli/restores/report.ts'
import { runRestore, untilDone, type Restore } from '../../cli/restores/run.ts'
import { changeText, progressText, restoreText, undoneLines } from '../../cli/restores/texts.ts'
import { ApiProblem, ApiUnreachable, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { KEPT_REASONS, NO_COUNTS, RESTORE_ACTIONS } from '../../lib/domain/restores.ts'

type Change = AnswerOf<'listRestoreChanges'>['changes'][number]

const RUNNING: Restore = {
  id: '01UNDO',
  kind: 'undo',
  undoes: { kind: 'import', id: 'i1' },
  dryRun: false,
  status: 'running',
  progress: { phase: 'securing', users: 0 },
  startedBy: { userId: 'u', email: 'a@x.example', name: 'A' },
  startedAt: '2026-01-01T00:00:00Z',
  users: [],
  missingUsers: [],
  newUsers: [],
}
const DONE: Restore = { ...RUNNING, status: 'completed', counts: { ...NO_COUNTS, deleted: 3 } }

const AWAY = new ApiUnreachable('http://api', 'refused')

function problem(status: number, code: string, advice?: string): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: code, status, code, ...(advice === undefined ? {} : { advice }) })
}

/** A client that answers each look at a restore with the next of these, over and over the last. */
function scripted(looks: readonly (Restore | Error)[]): Client {
  let at = 0
  return {
    getRestore: () => {
      const look = looks[Math.min(at++, looks.length - 1)]
      return look instanceof Error ? Promise.reject(look) : Promise.resolve(look)
    },
    listRestoreChanges: () => Promise.resolve({ changes: [] }),
  } as unknown as Client
}

let said: string
let printed: string
beforeEach(() => {
  said = ''
  printed = ''
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (said += String(text)) !== '')
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => (printed += String(text)) !== '')
})
afterEach(() => {
  jest.restoreAllMocks()
})

describe('waiting for a restore or undo', () => {
  it('goes on where the server is away for a while, and says so once', async () => {
    const client = scripted([
      AWAY,
      problem(503, 'internal'),
      { ...RUNNING, progress: { phase: 'writing', users: 1, of: 2 } },
      DONE,
    ])
    expect(await untilDone(client, RUNNING)).toBe(DONE)
    expect(said.split('Trying again …')).toHaveLength(2)
    expect(said).toContain('Writing: 1 of 2 users …')
  })

  it('says that it goes on, and how to look, when the server stays away', async () => {
    await expect(untilDone(scripted([AWAY]), RUNNING, 0)).rejects.toMatchObject({
      name: 'LeftOpen',
      message: 'No answer from http://api. Undo 01UNDO goes on without this window.',
      advice: expect.stringContaining('muster restores show 01UNDO'),
    })
  })

  it('ends with any refusal', async () => {
    await expect(untilDone(scripted([problem(403, 'not-permitted')]), RUNNING)).rejects.toMatchObject({ status: 403 })
  })

  it('can be left with Ctrl-C, which says the same; afterwards Ctrl-C is free again', async () => {
    const before = process.listeners('SIGINT').length
    const exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never)
    const client = { getRestore: () => (process.emit('SIGINT'), Promise.resolve(DONE)) } as unknown as Client
    await untilDone(client, RUNNING)
    expect(exit).toHaveBeenCalledWith(1)
    expect(said).toContain(
      'Undo 01UNDO goes on without this window. See what becomes of it: muster restores show 01UNDO',
    )
    expect(process.listeners('SIGINT')).toHaveLength(before)
  })

  it.each([
    [RUNNING, 'Undo 01UNDO has begun; it goes on without this window: muster restores show 01UNDO'],
    [{ ...RUNNING, kind: 'restore' as const, dryRun: true }, 'Dry run 01UNDO of the restore has begun'],
  ])('says the ID before anything else, but not beside --json', async (begun, line) => {
    const run = (json: boolean) => {
      const invocation = { url: 'http://api', client: scripted([DONE]), json, interactive: false }
      return runRestore(invocation, { dryRun: begun.dryRun }, () => Promise.resolve(begun))
    }
    expect(await run(false)).toBe(0)
    expect(said.split('\n')[0]).toContain(line)
    said = ''
    printed = ''
    await run(true)
    expect(said).not.toContain('has begun')
    expect(JSON.parse(printed)).toMatchObject({ id: '01UNDO' })
  })
})

describe('the report of a restore', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'muster-report-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  /** A server that refuses these formats as too large. */
  function server(...refused: string[]) {
    const asked: string[] = []
    const client = {
      getRestoreReport: ({ query }: { query: { format: string } }) => {
        asked.push(query.format)
        if (refused.includes(query.format)) return Promise.reject(problem(413, 'too-large', 'Ask for it as CSV.'))
        return Promise.resolve({ contentType: '', body: new Response(query.format).body })
      },
    } as unknown as Client
    return { client, asked }
  }

  it('is a workbook where that is small enough', async () => {
    const { client } = server()
    expect((await fetchReport(client, 'r1', {})).file).toBe('restore-r1.xlsx')
    expect(said).toBe('')
  })

  it('becomes CSV by itself where a workbook would be too large and nobody asked for one', async () => {
    const { client, asked } = server('xlsx')
    const { body, file } = await fetchReport(client, 'r1', {})
    expect([file, asked]).toEqual(['restore-r1.csv', ['xlsx', 'csv']])
    expect(said).toContain('CSV instead')
    await save(body, join(folder, file))
    expect(await readFile(join(folder, file), 'utf8')).toBe('csv')
    expect((await fetchReport(client, 'r1', { out: '-' })).file).toBe('-')
  })

  it.each([{ format: 'xlsx' as const }, { out: 'lost.xlsx' }, { format: 'xlsx' as const, out: 'lost.csv' }])(
    'is refused with what helps where a workbook was asked for: %o',
    async (options) => {
      const { client, asked } = server('xlsx')
      await expect(fetchReport(client, 'r1', options)).rejects.toMatchObject({
        code: 'too-large',
        advice: expect.stringMatching(/--format csv.*--user/),
      })
      expect(asked).toEqual(['xlsx'])
    },
  )

  it('is CSV from the start where the file is called so', async () => {
    const { client, asked } = server('xlsx')
    expect((await fetchReport(client, 'r1', { out: 'lost.CSV' })).file).toBe('lost.CSV')
    expect(asked).toEqual(['csv'])
  })

  it('names only what is left to do where CSV is too large as well', async () => {
    const { client } = server('xlsx', 'csv')
    for (const options of [{}, { format: 'csv' as const }]) {
      const refused = fetchReport(client, 'r1', options)
      await expect(refused).rejects.toMatchObject({ advice: expect.stringContaining('--user') })
      await expect(refused).rejects.not.toMatchObject({ advice: expect.stringContaining('--format') })
    }
    await expect(fetchReport(client, 'r1', { user: 'b@x.example' })).rejects.toMatchObject({
      advice: expect.stringContaining('muster restores changes r1'),
    })
  })
})

describe('what a restore and an undo do, in words', () => {
  it('tell apart what is put into the recycle bin and what is taken away', () => {
    const COUNTS = { undo: { ...NO_COUNTS, deleted: 3 }, restore: { ...NO_COUNTS, deleted: 1, removed: 3 } }
    const wordsOf = (kind: 'restore' | 'undo', dryRun: boolean) =>
      restoreText({ ...DONE, kind, dryRun, counts: COUNTS[kind] })
    expect(wordsOf('undo', true)).toMatch(/into bin/)
    expect(wordsOf('undo', true)).not.toMatch(/taken away/)
    expect(wordsOf('restore', false)).toMatch(/into bin.*taken away/)
    const line = /entered since the restore point are taken away, not put into the recycle bin; .* has them/
    expect(wordsOf('restore', true)).toMatch(line)
    expect(wordsOf('restore', false)).not.toMatch(line)
    expect(wordsOf('undo', true)).not.toMatch(line)
    expect(restoreText({ ...DONE, kind: 'restore', dryRun: true, counts: NO_COUNTS })).not.toMatch(line)
  })

  it('count one user as one', () => {
    expect(undoneLines({ undone: [1, 2].map((users) => ({ restoreId: 'r', users })) })).toEqual([
      'Undone for 1 user: muster restores show r',
      'Undone for 2 users: muster restores show r',
    ])
    expect(progressText({ ...RUNNING, progress: { phase: 'comparing', users: 0, of: 1 } })).toBe(
      'Comparing: 0 of 1 user …',
    )
  })

  const change: Change = {
    userId: 'b',
    email: 'b@x.example',
    type: 'customers',
    id: 'c1',
    title: 'Müller GmbH',
    action: 'updated',
    fields: [],
  }
  const BY = { by: { kind: 'user', id: 'u', name: 'anna@x.example' }, at: '2026-01-02' } as const
  const sentence = (more: Partial<Change>) =>
    changeText({ ...change, ...more }).replace('b@x.example: Müller GmbH (customers) ', '')

  it.each<[Partial<Change>, string]>([
    [
      { action: 'updated', fields: ['name', 'phone'], since: { what: 'changed', ...BY } },
      'is put back: name, phone; changed since by anna@x.example at 2026-01-02',
    ],
    [{ action: 'created', since: { what: 'gone' } }, 'is there again; it was in this account no more'],
    [
      { action: 'restored', since: { what: 'deleted', ...BY } },
      'comes out of the recycle bin; deleted since by anna@x.example at 2026-01-02',
    ],
    [
      { action: 'removed', since: { what: 'created', ...BY } },
      'is taken away; entered since, last changed by anna@x.example at 2026-01-02',
    ],
    [{ action: 'deleted' }, 'goes into the recycle bin'],
    [
      { action: 'deleted', since: { what: 'changed', ...BY } },
      'goes into the recycle bin; changed since by anna@x.example at 2026-01-02',
    ],
    [{ action: 'moved', fields: ['owner'] }, 'goes back to the user it came from; put back: owner'],
    [
      { action: 'kept', kept: { reason: 'edited', fields: ['phone'], ...BY } },
      'stays as it is: phone edited since by anna@x.example at 2026-01-02',
    ],
    [
      { action: 'kept', kept: { reason: 'deleted-since', fields: [], ...BY } },
      'stays in the recycle bin: deleted again since by anna@x.example at 2026-01-02',
    ],
    [
      { action: 'updated', fields: ['name'], kept: { reason: 'edited', fields: ['phone', 'fax'], ...BY } },
      'is put back: name; phone, fax stay: edited since by anna@x.example at 2026-01-02',
    ],
    [
      { action: 'updated', fields: ['name'], kept: { reason: 'deleted-since', fields: [], ...BY } },
      'is put back: name; it stays in the recycle bin: deleted again since by anna@x.example at 2026-01-02',
    ],
    [
      {
        action: 'kept',
        kept: { reason: 'external-id-in-use', fields: [], by: { kind: 'import', id: 'i', name: 'erp.xlsx' } },
      },
      'stays as it is: another record has its external ID by now, last changed by import erp.xlsx',
    ],
    [
      { action: 'kept', kept: { reason: 'in-use', fields: [], ...BY } },
      'stays as it is: other records refer to it by now',
    ],
  ])('%o is a sentence', (more, text) => expect(sentence(more)).toBe(text))

  it('show no name of the programme for what happens, and let no title steer the terminal', () => {
    for (const action of RESTORE_ACTIONS)
      for (const reason of KEPT_REASONS) {
        const text = changeText({ ...change, title: 'a\u001b[31m\nb', action, kept: { reason, fields: [], ...BY } })
        expect(text).not.toMatch(/[\u001b\n]|deleted-since|in-use|already-there|customer-stays|: kept/)
        expect(text).toMatch(/^b@x\.example: a ⏎ b \(customers\) (is|comes|goes|stays) /)
      }
  })
})

describe('an ID that is none', () => {
  const ask = (refused: Error) => orSeeList('muster imports list', () => Promise.reject(refused))

  it('is refused with the command that lists those there are, unless the answer gives advice itself', async () => {
    await expect(ask(problem(404, 'not-found'))).rejects.toMatchObject({
      code: 'not-found',
      problem: { advice: 'See which there are: muster imports list' },
    })
    await expect(ask(problem(404, 'not-found', 'Look.'))).rejects.toMatchObject({ problem: { advice: 'Look.' } })
    const other = problem(409, 'company-busy')
    await expect(ask(other)).rejects.toBe(other)
  })
})
