import { describe, expect, it } from '@jest/globals'
import type { Client } from '../../lib/contracts/client.ts'
import { api, companyPerTest, world } from './company.ts'
import { begin, recordsOf, UNATTENDED, until, untilAsked } from './driving.ts'
import { callHandler } from './handlers.ts'
import { ANNA } from './people.ts'

const IDA = 'ida.moser@nordwind.example'
const MISSPELT = 'ida.moser@nordwnd.example'
const IDAS = [{ value: MISSPELT, email: IDA }]

companyPerTest()

type Users = Awaited<ReturnType<Client['listImportUsers']>>

/** The selection that is asked for in this round. */
async function untilSelection(importId: string, round = 1) {
  for (;;) {
    const state = await untilAsked(api, importId)
    if (state.round >= round && state.waiting?.step === 'selection') {
      return { state, users: await api.listImportUsers({ path: { importId } }) }
    }
  }
}

/** What may be accepted without looking. */
const sure = ({ notFound }: Users) =>
  notFound.flatMap(({ value, suggestions: [first] }) =>
    first?.confidence === 'high' ? [{ value, email: first.email }] : [],
  )

const rowsOf = ({ users }: Users, email: string) => users.find((user) => user.email === email)?.rows
const correct = (importId: string, corrections: readonly { value: string; email: string }[]) =>
  api.putSelection({ path: { importId }, body: { corrections } })
const select = (importId: string) => api.putSelection({ path: { importId }, body: { exclude: [] } })

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 'none' }),
    (error: { status: number; code: string; problem: { places?: object[] } }) => error,
  )

const idOf = async (email: string) => {
  const found = (await api.listUsers()).users.find((user) => user.email === email)
  if (found === undefined) throw new Error(`no user ${email}`)
  return found.id
}

const BY_NUMBER = { suggested: { assign: 'employee-number', assignColumn: 'Pers.Nr.' } } as const

describe('messy.xlsx', () => {
  it('by e-mail: the misspelt domain is Ida, the one who left and the total line are nobody', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {} })
    const { users, state } = await untilSelection(importId)
    expect(users.notFound.map(({ value, rows, suggestions }) => [value, rows, suggestions.length])).toEqual([
      [MISSPELT, 2, 1],
      ['weg.gegangen@nordwind.example', 1, 0],
      ['Summe', 1, 0],
    ])
    expect(users.notFound[0]?.suggestions[0]).toMatchObject({ email: IDA, confidence: 'high' })
    expect(state.assignment).toMatchObject({ rows: 121, assignedRows: 114, notFoundRows: 4, emptyRows: 3 })
  })

  it('accepted, the rows are at their user, in a new round with the settings as they were, and kept', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {}, decide: 'import-all' })
    const { users: before, state: first } = await untilSelection(importId)
    await expect(correct(importId, sure(before))).resolves.toMatchObject({ action: 'correct' })
    const { users, state } = await untilSelection(importId, 2)
    expect(state.timeline.map(({ status }) => status)).toEqual([
      'awaiting-upload',
      'inspecting',
      'splitting',
      'awaiting-selection',
      'splitting',
      'awaiting-selection',
    ])
    expect(rowsOf(users, IDA)).toBe((rowsOf(before, IDA) ?? 0) + 2)
    expect(users.notFound.map(({ value }) => value)).toEqual(['weg.gegangen@nordwind.example', 'Summe'])
    expect(state.assignment).toMatchObject({ rows: 121, assignedRows: 116, notFoundRows: 2, emptyRows: 3 })
    expect(state.configuration).toEqual({
      ...first.configuration,
      assignment: { ...first.configuration?.assignment, corrections: IDAS },
    })
    await expect(api.getImportConfiguration({ path: { importId } })).resolves.toEqual(state.configuration)
    await select(importId)
    await until(api, importId, 'completed')
    const summary = await api.getSummary({ path: { importId } })
    expect(summary.totals.unassigned).toBe(5)
    expect(summary.users.find(({ email }) => email === IDA)?.rows).toBe(rowsOf(users, IDA))
  })

  it('the configuration of such an import needs no question the next time', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {}, decide: 'import-all' })
    await correct(importId, sure((await untilSelection(importId)).users))
    await untilSelection(importId, 2)
    const configuration = await api.getImportConfiguration({ path: { importId } })
    await api.cancelImport({ path: { importId } })
    await until(api, importId, 'cancelled')
    const next = await begin(api, 'messy.xlsx', { ...UNATTENDED, suggested: undefined, configuration })
    await until(api, next, 'completed')
    expect((await api.getSummary({ path: { importId: next } })).totals.unassigned).toBe(5)
  })

  it('by employee numbers that lost their zeros: asked for, accepted, at their users', async () => {
    const importId = await begin(api, 'messy.xlsx', { ...BY_NUMBER, decide: 'import-all' })
    const { users: before } = await untilSelection(importId)
    expect(before.users.map(({ name }) => name)).toEqual(['Hugo Meier', 'Ida Moser'])
    expect(sure(before)).toHaveLength(6)
    await correct(importId, sure(before))
    const { users, state } = await untilSelection(importId, 2)
    expect(users.users).toHaveLength(8)
    expect(state.assignment?.notFoundRows).toBe(0)
    await select(importId)
    await until(api, importId, 'completed')
    const björn = await recordsOf(api, await idOf('bjoern.lange@nordwind.example'))
    expect(björn.length).toBeGreaterThan(10)
  })

  it('where nobody at all is found but may be meant, it asks; where nothing is asked it says so and ends', async () => {
    const file = new TextEncoder().encode(`Pers.Nr.;Firma;PLZ;Ort\n107;A;1;X\n108;B;2;Y\n`)
    const importId = await begin(api, file, { ...BY_NUMBER, decide: 'import-all' })
    const { users } = await untilSelection(importId)
    expect(users.users).toEqual([])
    await correct(importId, sure(users))
    expect((await untilSelection(importId, 2)).users.users).toHaveLength(2)
    await api.cancelImport({ path: { importId } })
    await until(api, importId, 'cancelled')
    const unasked = await begin(api, file, { ...UNATTENDED, ...BY_NUMBER })
    const { problem } = await until(api, unasked, 'aborted')
    expect(problem).toMatchObject({ code: 'no-user-found', advice: expect.stringContaining('suggested') })
    expect(problem?.places?.[0]).toMatchObject({ value: '107', message: 'may mean bjoern.lange@nordwind.example' })
  })
})

describe('accepting corrections', () => {
  it('twice is once, also when the next round is open; something else came too late', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {} })
    await untilSelection(importId)
    const [one, other] = await Promise.all([correct(importId, IDAS), correct(importId, IDAS)])
    expect(other).toEqual(one)
    await untilSelection(importId, 2)
    await expect(correct(importId, IDAS)).resolves.toEqual(one)
    expect((await untilSelection(importId, 2)).state.round).toBe(2)
    const error = await refusal(correct(importId, [{ value: MISSPELT, email: ANNA }]))
    expect(error).toMatchObject({ status: 400, code: 'invalid-request' })
  })

  it('against another answer at the same time, one of the two counts', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {} })
    await untilSelection(importId)
    const answers = await Promise.all([refusal(correct(importId, IDAS)), refusal(select(importId))])
    expect(answers.filter(({ code }) => code === 'none')).toHaveLength(1)
  })

  it('names each correction that cannot be: no such value, no such user, two users for one value', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {} })
    await untilSelection(importId)
    const error = await refusal(
      correct(importId, [
        { value: IDA, email: ANNA },
        { value: 'Summe', email: 'nobody@nordwind.example' },
        ...IDAS,
        { value: MISSPELT.toUpperCase(), email: ANNA },
      ]),
    )
    expect(error).toMatchObject({
      status: 400,
      code: 'invalid-request',
      problem: {
        places: [
          { pointer: '/body/corrections/0/value' },
          { pointer: '/body/corrections/1/email' },
          { pointer: '/body/corrections/3/value' },
        ],
      },
    })
    expect((await untilSelection(importId)).state.round).toBe(1)
  })

  it('cannot give rows to a user who is imported already, neither here nor in the settings', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {} })
    await untilSelection(importId)
    await api.putSelection({ path: { importId }, body: { include: [IDA, 'carla.rossi@nordwind.example'] } })
    const decide = async (action: 'import' | 'back', notAbout: string[]) => {
      const userId = (await untilAsked(api, importId, ['selection', ...notAbout])).waiting?.userId ?? ''
      await api.decideUser({ path: { importId, userId }, body: { action } })
      return userId
    }
    const imported = await decide('import', [])
    await decide('back', [imported])
    const { configuration } = await until(api, importId, 'awaiting-settings')
    if (configuration === undefined) throw new Error('no configuration')
    const { email = '' } = (await api.listUsers()).users.find(({ id }) => id === imported) ?? {}
    const late = [{ value: MISSPELT, email }]
    await untilAsked(api, importId, [imported])
    const assignment = { ...configuration.assignment, corrections: late }
    expect(
      await refusal(api.putSettings({ path: { importId }, body: { ...configuration, assignment } })),
    ).toMatchObject({ status: 409, code: 'settings-fixed' })
    await api.putSettings({ path: { importId }, body: configuration })
    await untilSelection(importId, 2)
    expect(await refusal(correct(importId, late))).toMatchObject({
      status: 409,
      code: 'settings-fixed',
      problem: { places: [{ pointer: '/body/corrections/0/email' }] },
    })
    // Somebody who is not imported yet gets them, and what was imported stays.
    await correct(importId, [{ value: MISSPELT, email: 'hugo.meier@nordwind.example' }])
    const { users } = await untilSelection(importId, 3)
    expect(users.users.find(({ userId }) => userId === imported)).toMatchObject({ state: 'imported' })
  })

  it('is not asked for where nothing is asked', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {}, selection: 'all' })
    await untilAsked(api, importId)
    expect(await refusal(correct(importId, IDAS))).toMatchObject({ status: 410, code: 'no-longer-waiting' })
  })
})

describe('settings with corrections', () => {
  it('that name no account, or one value twice, are refused with the place', async () => {
    const importId = await begin(api, 'messy.xlsx')
    const { suggestion } = await untilAsked(api, importId)
    const configuration = suggestion?.configuration as NonNullable<
      Awaited<ReturnType<Client['getImportConfiguration']>>
    >
    const corrections = [...IDAS, { value: 'x', email: 'nobody@nordwind.example' }, ...IDAS]
    const body = { ...configuration, assignment: { ...configuration.assignment, corrections } }
    const pointers = ['/assignment/corrections/1/email', '/assignment/corrections/2/value']
    const { problems } = await api.checkSettings({ path: { importId }, body })
    expect(problems.map(({ pointer }) => pointer)).toEqual(pointers)
    const error = await refusal(api.putSettings({ path: { importId }, body }))
    expect(error).toMatchObject({ code: 'configuration-invalid', problem: { places: [{}, {}] } })
  })

  it('that come with the start are asked about if they name no account', async () => {
    const first = await begin(api, 'messy.xlsx', { suggested: {} })
    const { configuration } = (await untilSelection(first)).state
    if (configuration === undefined) throw new Error('no configuration')
    await api.cancelImport({ path: { importId: first } })
    await until(api, first, 'cancelled')
    const corrections = [{ value: MISSPELT, email: 'nobody@nordwind.example' }]
    const assignment = { ...configuration.assignment, corrections }
    const importId = await begin(api, 'messy.xlsx', { configuration: { ...configuration, assignment } })
    expect((await untilAsked(api, importId)).waiting?.step).toBe('settings')
  })
})

describe('an execution that dies while corrections are accepted', () => {
  it.each(
    ['applyCorrections', 'split', 'checkLimits', 'awaitSelection'].flatMap((step) => [
      [step, 'before'] as const,
      [step, 'after'] as const,
    ]),
  )('in the step %s, %s its work, goes on in the same round', async (dying, when) => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {}, decide: 'import-all' })
    await untilSelection(importId)
    let dead: () => void = () => undefined
    const death = new Promise<void>((resolve) => (dead = resolve))
    let died = false
    world.meddle = async (step, payload) => {
      if (step !== dying || died) return
      died = true
      if (when === 'after') await callHandler('workflow', step, payload)
      dead()
      await new Promise(() => undefined)
    }
    await correct(importId, IDAS)
    await death
    await world.restart()
    const { state, users } = await untilSelection(importId, 2)
    expect(state.round).toBe(2)
    expect(users.notFound.map(({ value }) => value)).not.toContain(MISSPELT)
    expect(state.configuration?.assignment.corrections).toEqual(IDAS)
    await select(importId)
    await until(api, importId, 'completed')
    expect((await api.getSummary({ path: { importId } })).totals.unassigned).toBe(5)
  })

  it('a step that comes late, when the round is open and asked about, changes nothing', async () => {
    const importId = await begin(api, 'messy.xlsx', { suggested: {} })
    await untilSelection(importId)
    let late: Record<string, unknown> | undefined
    world.meddle = (step, payload) => {
      if (step === 'applyCorrections') late = payload
    }
    await correct(importId, IDAS)
    const { state } = await untilSelection(importId, 2)
    await callHandler('workflow', 'applyCorrections', late)
    const after = await api.getImport({ path: { importId } })
    expect(after).toMatchObject({ status: 'awaiting-selection', round: 2 })
    expect(after.timeline).toEqual(state.timeline)
  })
})
