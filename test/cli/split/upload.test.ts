import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { splitAndUpload, type SplitOptions } from '../../../cli/commands/split.ts'
import type { Invocation } from '../../../cli/invocation.ts'
import type { Client } from '../../../lib/contracts/client.ts'
import { begin, fieldsOf, UNATTENDED, until } from '../../workflow/driving.ts'
import { ANNA, settle } from '../../workflow/people.ts'
import { createWorld, type World } from '../../workflow/world.ts'

const CUSTOMERS = 'samples/customers.xlsx'
const COLUMN = 'Betreuer E-Mail'

let world: World
let folder: string
let api: Client
let company: string
let tests = 0
let printed: string
let said: string

beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(join(tmpdir(), 'muster-split-'))
})
beforeEach(async () => {
  company = `company-${(tests += 1)}`
  world.meddle = () => undefined
  await settle(world, company)
  api = world.as(ANNA, company)
  printed = ''
  said = ''
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => (printed += String(text)) !== '')
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (said += String(text)) !== '')
})
afterEach(() => {
  jest.restoreAllMocks()
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await world.stop()
})

async function run(file: string, options: Partial<SplitOptions>) {
  const invocation: Invocation = { url: 'http://api', client: api, json: true, interactive: false }
  const out = join(folder, company)
  printed = ''
  const exitCode = await splitAndUpload(invocation, file, {
    out,
    assignColumn: COLUMN,
    type: 'customers',
    decide: 'import-all',
    ...options,
  })
  const { upload } = JSON.parse(printed)
  return { exitCode, upload, states: upload.parts.map(({ state }: { state: string }) => state) }
}

const usersOf = async () => (await api.listUsers()).users

describe('muster split --upload', () => {
  it('does to every user what an import of the whole file does, and its sums are those of the file', async () => {
    const { exitCode, upload, states } = await run(CUSTOMERS, { maxUsers: 3 })
    expect([exitCode, states]).toEqual([0, ['imported', 'imported', 'imported']])
    expect(upload.total).toMatchObject({ rows: 400, totals: { created: 400 }, deleted: 0 })
    const parts = await Promise.all((await usersOf()).map(({ id }) => fieldsOf(api, id)))
    expect(parts.flat()).toHaveLength(400)

    company += '-whole'
    await settle(world, company)
    api = world.as(ANNA, company)
    await until(api, await begin(api, 'customers.xlsx', UNATTENDED), 'completed')
    expect(await Promise.all((await usersOf()).map(({ id }) => fieldsOf(api, id)))).toEqual(parts)
  })

  it('deletes only what is missing from the whole file, also where a user is in it under two names', async () => {
    const [first, second] = (await usersOf()).map(({ email }) => email)
    const names = [first, `x${first}`, second, 'nobody@y.example']
    const lines = Array.from({ length: 40 }, (_, at) => `C${at},1010,Wien,c${at},${names[at % 4]}`)
    const file = join(folder, `${company}.csv`)
    const write = (rows: readonly string[]) => writeFile(file, ['Name,PLZ,Ort,External ID,Rep', ...rows].join('\n'))
    const correct = [{ value: `x${first}`, email: first ?? '' }]
    const options = { maxUsers: 1, correct, mode: 'update-and-delete', assignColumn: 'Rep' } as const
    await write(lines)
    const before = await run(file, options)
    expect(before.states).toEqual(['imported', 'imported'])
    expect(before.upload.total).toMatchObject({ rows: 40, totals: { created: 30, unassigned: 10 }, deleted: 0 })
    await write(lines.filter((_, at) => at !== 5 && at !== 6))
    const again = await run(file, { ...options, force: true })
    expect(again.upload.total).toMatchObject({ rows: 38, totals: { unchanged: 28, unassigned: 10 }, deleted: 2 })
  })

  it('reads dates in each part as the whole file shows them', async () => {
    const [first, second] = await usersOf()
    const file = join(folder, `${company}.csv`)
    const rows = [`A,1010,Wien,a1,02/01/2026,${first?.email}`, `B,1010,Wien,b1,12/31/2025,${second?.email}`]
    await writeFile(file, ['Name,PLZ,Ort,External ID,Last call,Rep', ...rows].join('\n'))
    const { upload } = await run(file, { maxUsers: 1, assignColumn: 'Rep' })
    expect(upload.total).toMatchObject({ rows: 2, totals: { created: 2 } })
    expect(await fieldsOf(api, first?.id ?? '')).toEqual([expect.objectContaining({ lastCall: '2026-02-01' })])
  })

  it('stops at the part that fails, says how to go on, and goes on there by the same settings', async () => {
    let splits = 0
    world.meddle = (step) => {
      if (step === 'split' && (splits += 1) > 1) throw new Error('the network is down')
    }
    const failed = await run(CUSTOMERS, { maxUsers: 3 })
    expect([failed.exitCode, failed.states]).toEqual([1, ['imported', 'stopped', 'waiting']])
    expect(failed.upload.total.rows).toBe(150)
    const { importId } = failed.upload.parts[0]
    expect(said).toContain('Imported: part 1.')
    expect(said).toContain(`muster imports configuration ${importId} --out split.json`)
    expect(said).toContain('--from-part 2')

    world.meddle = () => undefined
    await expect(run(CUSTOMERS, { maxUsers: 3, fromPart: 2 })).rejects.toThrow('--config')
    const config = join(folder, `${company}.json`)
    await writeFile(config, JSON.stringify(await api.getImportConfiguration({ path: { importId } })))
    await expect(run(CUSTOMERS, { maxUsers: 2, config, fromPart: 2 })).rejects.toMatchObject({ code: 'record-changed' })
    const done = await run(CUSTOMERS, { maxUsers: 3, config, fromPart: 2 })
    expect([done.exitCode, done.states]).toEqual([0, ['before', 'imported', 'imported']])
    const all = await Promise.all((await usersOf()).map(({ id }) => fieldsOf(api, id)))
    expect(all.flat()).toHaveLength(400)
  })

  it('says that rows were rejected, of whichever part, and tells what was refused', async () => {
    const messy = await run('samples/messy.xlsx', { maxUsers: 4, assignColumn: 'Mitarbeiter' })
    expect(messy.exitCode).toBe(4)
    const { rows, totals } = messy.upload.total
    expect([rows, Object.values<number>(totals).reduce((sum, count) => sum + count)]).toEqual([121, 121])
  })

  it('is what the refusal of a file over the limits names, and then succeeds', async () => {
    const { limits } = await api.getCompany()
    await api.updateCompany({ body: { limits: { ...limits, maxUsers: 3 } } })
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    const { problem } = await until(api, importId, 'aborted')
    expect(problem?.advice).toContain(
      `muster split customers.xlsx --out parts --max-rows 100000 --max-users 3 --assign-column "${COLUMN}"`,
    )
    expect((await run(CUSTOMERS, {})).upload.total.rows).toBe(400)
  })

  it('begins nothing with update-and-delete and a transfer, or with parts that are too large', async () => {
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    await until(api, importId, 'completed')
    const configuration = await api.getImportConfiguration({ path: { importId } })
    const transfer = { mode: 'move', by: 'externalId', appointments: true, tasks: true, reports: true }
    const config = join(folder, `${company}.json`)
    await writeFile(config, JSON.stringify({ ...configuration, mode: 'update-and-delete', transfer }))
    await expect(run(CUSTOMERS, { config })).rejects.toMatchObject({ code: 'configuration-invalid' })
    const { limits } = await api.getCompany()
    await api.updateCompany({ body: { limits: { ...limits, maxBytes: 2000 } } })
    await expect(run(CUSTOMERS, { maxUsers: 3 })).rejects.toMatchObject({ code: 'too-large' })
    expect((await api.listImports({ query: {} })).imports).toHaveLength(1)
  })
})
