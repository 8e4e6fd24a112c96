import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Client } from '../../lib/contracts/client.ts'
import { importConfiguration } from '../../lib/contracts/configuration.ts'
import { begin, mailsAbout, fieldsOf, recordsOf, UNATTENDED, until, untilAsked, upload } from './driving.ts'
import { ANNA, sample, settle } from './people.ts'
import { createWorld, type World } from './world.ts'

const BJOERN = 'bjoern.lange@nordwind.example'
const CARLA = 'carla.rossi@nordwind.example'

let world: World
let api: Client
let company: string
let tests = 0

beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  company = `company-${(tests += 1)}`
  world.meddle = () => undefined
  await settle(world, company)
  api = world.as(ANNA, company)
})
afterAll(() => world.stop())

const idOf = async (email: string) => {
  const found = (await api.listUsers()).users.find((user) => user.email === email)
  if (found === undefined) throw new Error(`no user ${email}`)
  return found.id
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ status: 200, code: 'none', problem: undefined }),
    (error: {
      status: number
      code: string
      problem: { detail?: string; advice?: string; details?: object; places?: object[] }
    }) => error,
  )

/** Starts the file with everything known but the decisions. */
const beginAsking = (file = 'customers.xlsx') => begin(api, file, { selection: 'all', suggested: {} })

async function decideNext(
  importId: string,
  action: 'import' | 'skip' | 'import-all' | 'back' | 'cancel',
  notAbout: string[] = [],
) {
  const state = await untilAsked(api, importId, notAbout)
  const userId = state.waiting?.userId ?? ''
  await api.decideUser({ path: { importId, userId }, body: { action } })
  return userId
}

describe('the decisions', () => {
  it('import writes exactly what was previewed, skip writes nothing, import all does the rest', async () => {
    const importId = await beginAsking()
    const asked = await untilAsked(api, importId)
    const first = asked.waiting?.userId ?? ''
    const preview = await api.getPreview({ path: { importId, userId: first } })
    expect(preview.counts).toMatchObject({ created: 50, rejected: 0 })
    expect(await recordsOf(api, first)).toHaveLength(0)
    await api.decideUser({ path: { importId, userId: first }, body: { action: 'import' } })
    const second = await decideNext(importId, 'skip', [first])
    await decideNext(importId, 'import-all', [first, second])
    await until(api, importId, 'completed')
    const summary = await api.getSummary({ path: { importId } })
    expect(summary.totals).toMatchObject({ created: 350, skipped: 50 })
    expect(summary.rows).toBe(400)
    expect(await recordsOf(api, first)).toHaveLength(50)
    expect(await recordsOf(api, second)).toHaveLength(0)
    for (const record of await recordsOf(api, first)) expect(record.version).toBe(1)
  })

  it('back changes the mapping for those still to come and leaves earlier users untouched', async () => {
    const importId = await beginAsking()
    const first = await decideNext(importId, 'import')
    const before = await (async () => {
      await untilAsked(api, importId, [first])
      return recordsOf(api, first)
    })()
    await decideNext(importId, 'back', [first])
    const asked = await until(api, importId, 'awaiting-settings')
    const configuration = asked.configuration
    if (configuration === undefined) throw new Error('no configuration')
    const mapping = configuration.mapping.filter(({ field }) => field !== 'phone')
    await untilAsked(api, importId, [first])
    await api.putSettings({ path: { importId }, body: { ...configuration, mapping } })
    await decideNext(importId, 'import-all', [first, 'settings'])
    await until(api, importId, 'completed')
    expect(await recordsOf(api, first)).toEqual(before)
    expect(before.some(({ fields }) => fields['phone'] !== undefined)).toBe(true)
    const carla = await fieldsOf(api, await idOf(CARLA))
    expect(carla).toHaveLength(50)
    expect(carla.every((fields) => fields['phone'] === undefined)).toBe(true)
    expect((await api.getSummary({ path: { importId } })).totals.created).toBe(400)
  })

  it('refuses another user assignment once somebody is imported', async () => {
    const importId = await beginAsking()
    const first = await decideNext(importId, 'import')
    await decideNext(importId, 'back', [first])
    await until(api, importId, 'awaiting-settings')
    const asked = await untilAsked(api, importId, [first])
    const configuration = asked.configuration
    if (configuration === undefined) throw new Error('no configuration')
    const assignment = { by: 'employee-number', column: 'Personalnummer' } as const
    const error = await refusal(api.putSettings({ path: { importId }, body: { ...configuration, assignment } }))
    expect(error).toMatchObject({ status: 409, code: 'settings-fixed' })
  })

  it('cancel stops here; what was imported stays, and the company is free', async () => {
    const importId = await beginAsking()
    const first = await decideNext(importId, 'import')
    await decideNext(importId, 'cancel', [first])
    await until(api, importId, 'cancelled')
    const summary = await api.getSummary({ path: { importId } })
    expect(summary.totals).toMatchObject({ created: 50, skipped: 350 })
    expect(await recordsOf(api, first)).toHaveLength(50)
    await expect(begin(api, 'customers.xlsx', UNATTENDED)).resolves.toBeDefined()
  })

  it('cancelling from outside ends the wait at once', async () => {
    const importId = await beginAsking()
    await untilAsked(api, importId)
    await api.cancelImport({ path: { importId } })
    await until(api, importId, 'cancelled')
  })

  it('takes the same decision twice as one, and of two different ones at once exactly one', async () => {
    const importId = await beginAsking()
    const asked = await untilAsked(api, importId)
    const path = { importId, userId: asked.waiting?.userId ?? '' }
    const answers = await Promise.all([
      refusal(api.decideUser({ path, body: { action: 'skip' } })),
      refusal(api.decideUser({ path, body: { action: 'skip' } })),
      refusal(api.decideUser({ path, body: { action: 'import' } })),
      refusal(api.decideUser({ path, body: { action: 'import' } })),
    ])
    const [skipped, imported] = [answers.slice(0, 2), answers.slice(2)].map((pair) =>
      pair.every(({ status }) => status === 200),
    )
    expect([skipped, imported].filter(Boolean)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused).toHaveLength(2)
    expect(refused[0]?.code).toBe('already-decided')
    expect(refused[0]?.problem?.detail).toMatch(/Anna Huber/)
    expect(refused[0]?.problem?.details).toMatchObject({ decidedBy: { email: ANNA } })
    await decideNext(importId, 'cancel', [path.userId])
    await until(api, importId, 'cancelled')
    const late = await refusal(api.decideUser({ path, body: { action: 'import' } }))
    expect([409, 200]).toContain(late.status)
  })

  it('an answer to a question that was shown is none to the same one asked again after Back', async () => {
    const importId = await begin(api, 'customers.xlsx', {})
    const path = { importId }
    const late = (answer: Promise<unknown>) =>
      expect(refusal(answer)).resolves.toMatchObject({ code: 'already-decided' })
    const settings = await untilAsked(api, importId)
    const body = importConfiguration.parse(settings.suggestion?.configuration)
    const first = { approvalId: settings.waiting?.approvalId }
    await api.putSettings({ path, query: first, body })
    const selection = await untilAsked(api, importId, ['settings'])
    const second = { approvalId: selection.waiting?.approvalId }
    // The same page, answered twice: the same answer is the same, another one comes too late.
    await api.putSettings({ path, query: first, body })
    await late(api.putSettings({ path, query: first, body: { ...body, mode: 'create' } }))
    await api.decideApproval({ path: { approvalId: selection.waiting?.approvalId ?? '' }, body: { action: 'back' } })
    const again = await untilAsked(api, importId, ['selection'])
    expect(again.status).toBe('awaiting-settings')

    await late(api.putSettings({ path, query: first, body: { ...body, mode: 'create' } }))
    await late(api.putSelection({ path, query: second, body: { exclude: [] } }))
    await late(api.putSelection({ path, query: second, body: { corrections: [{ value: 'x', email: ANNA }] } }))
    const foreign = { approvalId: again.waiting?.approvalId }
    expect(await refusal(api.putSelection({ path, query: foreign, body: { exclude: [] } }))).toMatchObject({
      code: 'invalid-request',
    })
    const unmoved = await api.getImport({ path })
    expect(unmoved.waiting).toEqual(again.waiting)

    await api.putSettings({ path, query: foreign, body })
    const chosen = await untilAsked(api, importId, ['settings'])
    await api.putSelection({ path, query: { approvalId: chosen.waiting?.approvalId }, body: { exclude: [] } })
    const decision = await untilAsked(api, importId, ['selection'])
    const of = { importId, userId: decision.waiting?.userId ?? '' }
    const shown = { approvalId: decision.waiting?.approvalId }
    await api.decideUser({ path: of, query: shown, body: { action: 'back' } })
    await untilAsked(api, importId, [of.userId])
    await late(api.decideUser({ path: of, query: shown, body: { action: 'import' } }))
  })

  it('answers by the opaque id of the mail, whose link changes nothing', async () => {
    const importId = await beginAsking()
    const asked = await untilAsked(api, importId)
    const approvalId = asked.waiting?.approvalId ?? ''
    const before = await api.getApproval({ path: { approvalId } })
    expect(await api.getApproval({ path: { approvalId } })).toEqual(before)
    expect(before).toMatchObject({ state: 'waiting', step: 'decision', counts: { created: 50 } })
    expect(await mailsAbout(world, `/approvals/${approvalId}`)).toHaveLength(1)
    await api.decideApproval({ path: { approvalId }, body: { action: 'cancel' } })
    await until(api, importId, 'cancelled')
    expect(await api.getApproval({ path: { approvalId } })).toMatchObject({ state: 'decided', action: 'cancel' })
  })
})

describe('waiting', () => {
  it('asks for settings and selection when they are not known', async () => {
    const importId = await begin(api, 'customers.xlsx')
    const asked = await until(api, importId, 'awaiting-settings')
    expect(asked.suggestion?.complete).toBe(true)
    const configuration = asked.suggestion?.configuration as Parameters<Client['putSettings']>[0]['body']
    const check = await api.checkSettings({ path: { importId }, body: configuration })
    expect(check.problems).toEqual([])
    expect(check.samples[0]?.values['name']).toBe('Café Strauß & Co. KG')
    const wrong = {
      ...configuration,
      mapping: [{ column: 'Nowhere', field: 'name', update: 'overwrite', empty: 'keep' } as const],
    }
    const error = await refusal(api.putSettings({ path: { importId }, body: wrong }))
    expect(error).toMatchObject({ status: 422, code: 'configuration-invalid' })
    await untilAsked(api, importId)
    await api.putSettings({ path: { importId }, body: configuration })
    await until(api, importId, 'awaiting-selection')
    await untilAsked(api, importId, ['settings'])
    const { users, usersWithoutRows } = await api.listImportUsers({ path: { importId } })
    expect(users).toHaveLength(8)
    expect(usersWithoutRows.map(({ email }) => email)).toEqual([ANNA])
    await api.putSelection({ path: { importId }, body: { include: [BJOERN] } })
    await decideNext(importId, 'import', ['settings', 'selection'])
    await until(api, importId, 'completed')
    expect((await api.getSummary({ path: { importId } })).totals).toMatchObject({ created: 50, excluded: 350 })
  })

  it('ends as cancelled, visibly, when nobody answers in time; a late answer hears so', async () => {
    await world.putCompany(company, { answerWithinSeconds: 500 })
    const importId = await beginAsking()
    const asked = await untilAsked(api, importId)
    const ended = await until(api, importId, 'cancelled')
    expect(ended.timeline.at(-1)?.note).toMatch(/Nobody answered/)
    const late = await refusal(
      api.decideUser({ path: { importId, userId: asked.waiting?.userId ?? '' }, body: { action: 'import' } }),
    )
    expect(late).toMatchObject({ status: 410, code: 'no-longer-waiting' })
    await expect(begin(api, 'customers.xlsx', UNATTENDED)).resolves.toBeDefined()
  })
})

describe('refusals before anything is written', () => {
  const abortedBy = async (file: string) => {
    const importId = await begin(api, file, UNATTENDED)
    const state = await until(api, importId, 'aborted')
    return { importId, problem: state.problem, state }
  }

  it('too many rows', async () => {
    await world.putCompany(company, { limits: { maxRows: 399, maxUsers: 100, maxBytes: 30_000_000 } })
    const { problem, state } = await abortedBy('customers.xlsx')
    expect(problem).toMatchObject({ code: 'too-many-rows', details: { rows: 400, maxRows: 399 } })
    expect(problem?.advice).toMatch(/split/i)
    expect(state.restorePointId).toBeUndefined()
    expect((await api.listRestorePoints()).restorePoints).toEqual([])
  })

  it('too many users', async () => {
    await world.putCompany(company, { limits: { maxRows: 100_000, maxUsers: 7, maxBytes: 30_000_000 } })
    const { problem } = await abortedBy('customers.xlsx')
    expect(problem).toMatchObject({ code: 'too-many-users', details: { users: 8, maxUsers: 7 } })
  })

  it('no user found', async () => {
    const bytes = Buffer.from((await sample('customers-utf8.csv')).toString().replaceAll('@nordwind', '@elsewhere'))
    const importId = await begin(api, bytes, {
      selection: 'all',
      decide: 'import-all',
      suggested: { assign: 'email', assignColumn: 'Betreuer E-Mail' },
    })
    const { problem } = await until(api, importId, 'aborted')
    expect(problem).toMatchObject({ code: 'no-user-found', details: { rows: 400 } })
    expect(problem?.places?.[0]).toMatchObject({ column: 'Betreuer E-Mail', value: 'bjoern.lange@elsewhere.example' })
  })

  it('several worksheets with data, by name', async () => {
    const { problem } = await abortedBy('two-sheets.xlsx')
    expect(problem?.code).toBe('several-sheets-with-data')
    expect(problem?.message).toMatch(/Nord.*Süd/)
  })

  it('a file that is no spreadsheet', async () => {
    const importId = await begin(api, Buffer.from('%PDF-1.7 nothing'), UNATTENDED)
    expect((await until(api, importId, 'aborted')).problem?.code).toBe('unreadable-file')
  })

  it('a company with another import running, saying whose and since when', async () => {
    const importId = await beginAsking()
    await untilAsked(api, importId)
    const error = await refusal(begin(api, 'customers.xlsx', UNATTENDED))
    expect(error).toMatchObject({ status: 409, code: 'company-busy' })
    expect(error.problem).toMatchObject({ details: { id: importId, by: { email: ANNA } } })
  })

  it.each(['salesforce', 'dynamics'] as const)('a company synchronised with %s', async (crmIntegration) => {
    await world.putCompany(company, { crmIntegration })
    expect(await refusal(begin(api, 'customers.xlsx', UNATTENDED))).toMatchObject({ status: 409, code: 'crm-managed' })
  })

  it('a person without the permission', async () => {
    expect(await refusal(begin(world.as(BJOERN, company), 'customers.xlsx'))).toMatchObject({
      status: 403,
      code: 'import-not-permitted',
    })
  })
})

describe('a supervisor', () => {
  it('reaches only users who share a group', async () => {
    const greta = world.as('greta.schmidt@nordwind.example', company)
    const importId = await begin(greta, 'customers.xlsx', UNATTENDED)
    await until(greta, importId, 'completed')
    const summary = await greta.getSummary({ path: { importId } })
    // Nord: Björn, David, Greta herself and Hugo.
    expect(summary.totals).toMatchObject({ created: 200, excluded: 200 })
    expect(await recordsOf(api, await idOf(CARLA))).toHaveLength(0)
    const { users } = await greta.listImportUsers({ path: { importId } })
    expect(users.find(({ email }) => email === CARLA)?.excluded).toBe('outside-groups')
  })
})

describe('at least once', () => {
  it('an object event delivered twice, and late, imports once', async () => {
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    const event = world.uploadEvents.at(-1)
    const second = world.importEngine.start({ input: { upload: event } })
    await until(api, importId, 'completed')
    const third = world.importEngine.start({ input: { upload: event } })
    for (const { executionArn } of [second, third]) {
      expect((await world.importEngine.finished(executionArn)).status).toBe('SUCCEEDED')
    }
    expect((await api.getSummary({ path: { importId } })).totals.created).toBe(400)
    for (const record of await recordsOf(api, await idOf(BJOERN))) expect(record.version).toBe(1)
  })

  it('a second upload by the same form changes nothing', async () => {
    const started = await api.startImport({ body: { recordType: 'customers', fileName: 'a.xlsx', ...UNATTENDED } })
    await upload(started.upload, await sample('customers.xlsx'))
    await upload(started.upload, await sample('messy.xlsx'))
    const importId = started.import.id
    await until(api, importId, 'completed')
    expect((await api.getSummary({ path: { importId } })).rows).toBe(400)
  })
})

describe('faults', () => {
  it.each([
    'inspect',
    'split',
    'previewUser',
    'importUser',
    'importUnattended',
    'sealRestorePoint',
    'summarise',
    'awaitDecision',
  ])('a step %s that fails three times and then works is no more than slow', async (failing) => {
    let failures = 0
    world.meddle = (step) => {
      if (step === failing && failures < 3) {
        failures += 1
        throw new Error('The network failed')
      }
    }
    const importId = await beginAsking()
    const first = await decideNext(importId, 'import')
    await decideNext(importId, 'import-all', [first])
    await until(api, importId, 'completed')
    expect(failures).toBe(3)
    expect((await api.getSummary({ path: { importId } })).totals.created).toBe(400)
  })

  it('a step that never works fails visibly, releases the company, and can be resumed where it stopped', async () => {
    world.meddle = (step, payload) => {
      if (step === 'importUnattended' && payload['userId'] === 'user-8') throw new Error('The network failed')
    }
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    const failed = await until(api, importId, 'failed')
    expect(failed.problem).toMatchObject({ code: 'internal' })
    expect(failed.problem?.advice).toContain(`resume ${importId}`)
    expect(await mailsAbout(world, `/imports/${importId}`)).toHaveLength(1)
    world.meddle = () => undefined
    await api.resumeImport({ path: { importId } })
    await until(api, importId, 'completed')
    expect((await api.getSummary({ path: { importId } })).totals.created).toBe(400)
    for (const { id } of (await api.listUsers()).users) {
      for (const record of await recordsOf(api, id)) expect(record.version).toBe(1)
    }
  })

  it('an import that died without a word is ended by the next one, visibly', async () => {
    const importId = await beginAsking()
    await untilAsked(api, importId)
    for (const { executionArn, status } of world.importEngine.list()) {
      if (status === 'RUNNING') world.importEngine.stop(executionArn)
    }
    await world.sweep()
    expect((await api.getImport({ path: { importId } })).status).toBe('failed')
    await expect(begin(api, 'customers.xlsx', UNATTENDED)).resolves.toBeDefined()
  })

  it('a decision whose word to the workflow was lost is sent again by the sweeper', async () => {
    const importId = await beginAsking()
    const asked = await untilAsked(api, importId)
    const path = { importId, userId: asked.waiting?.userId ?? '' }
    const { decideUser } = await import('../../lib/usecases/decide-user.ts')
    const { state } = await import('../../lib/runtime/wiring.ts')
    const deps = state(process.env)
    const actor = await deps.findUserByEmail(company, ANNA)
    const itsCompany = await deps.getCompany(company)
    if (actor === undefined || itsCompany === undefined) throw new Error('no company')
    const lost = decideUser({
      ...deps,
      now: () => new Date().toISOString(),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      sendTaskSuccess: () => Promise.reject(new Error('The network failed')),
    })({ path, query: {}, body: { action: 'cancel' }, actor, company: itsCompany })
    await expect(lost).rejects.toThrow('network')
    expect((await api.getImport({ path: { importId } })).status).toBe('awaiting-decision')
    await world.sweep()
    await until(api, importId, 'cancelled')
  })
})
