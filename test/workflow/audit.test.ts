import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { eachItem, type Client } from '../../lib/contracts/client.ts'
import { api, company, companyPerTest, world } from './company.ts'
import { begin, UNATTENDED, until, untilAsked } from './driving.ts'
import { callHandler } from './handlers.ts'
import { ANNA } from './people.ts'

companyPerTest()

const BJOERN = 'bjoern.lange@nordwind.example'
const HERE = '127.0.0.1'
const refused = (code: string) => expect.objectContaining({ code })

type Entry = Awaited<ReturnType<Client['listAudit']>>['entries'][number]

/** The trail, oldest first, once there is an entry of this action: what ends is written down after it can be seen. */
async function trailUntil(action: Entry['action'], client: Client = api): Promise<Entry[]> {
  for (let tries = 0; tries < 500; tries += 1) {
    const entries = await Array.fromAsync(
      eachItem(
        (query) => client.listAudit({ query: { limit: 3, ...query } }),
        (page) => page.entries,
      ),
    )
    if (entries.some((entry) => entry.action === action)) return entries.toReversed()
    await sleep(10)
  }
  throw new Error(`${action} was never written down`)
}

/** Every step that writes down how something ended is run twice, as after an answer that was lost. */
function repeatEnds(): void {
  world.meddle = async (step, payload) => {
    if (['summarise', 'failImport', 'finishRestore', 'failRestore'].includes(step)) {
      await callHandler('workflow', step, payload)
    }
  }
}

describe('the audit trail', () => {
  it('of an import that is decided and taken back holds each act once, in order, by whom and from where', async () => {
    repeatEnds()
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    const first = (await untilAsked(api, importId)).waiting
    const path = { importId, userId: first?.userId ?? '' }
    await api.decideUser({ path, body: { action: 'import' } })
    await expect(api.decideUser({ path, body: { action: 'skip' } })).rejects.toEqual(refused('already-decided'))
    const second = (await untilAsked(api, importId, [path.userId])).waiting
    await api.decideApproval({ path: { approvalId: second?.approvalId ?? '' }, body: { action: 'import-all' } })
    const { restorePointId = '' } = await until(api, importId, 'completed')
    await trailUntil('import.completed')
    await api.startRestore({ path: { restorePointId }, body: { dryRun: true } })
    const restore = await api.startRestore({ path: { restorePointId }, body: {} })

    const trail = await trailUntil('restore.completed')
    const told = trail.map(({ action, outcome, subject, by, from }) => [
      action,
      outcome,
      subject.id,
      by.email,
      from?.ip,
    ])
    expect(told).toEqual([
      ['import.started', 'done', importId, ANNA, HERE],
      ['decision.made', 'done', importId, ANNA, HERE],
      ['decision.made', 'already-decided', importId, ANNA, HERE],
      ['decision.made', 'done', importId, ANNA, HERE],
      ['import.completed', 'done', importId, '', undefined],
      ['restore.started', 'done', restorePointId, ANNA, HERE],
      ['restore.completed', 'done', restore.id, '', undefined],
    ])
    expect(trail.filter(({ action }) => action === 'decision.made').map(({ details }) => details)).toEqual([
      { via: 'api', decision: 'import', userId: path.userId },
      { via: 'api', decision: 'skip', userId: path.userId },
      { via: 'link', decision: 'import-all' },
    ])
    expect(trail.find(({ action }) => action === 'import.completed')?.details).toMatchObject({ rows: { created: 400 } })
    const { id } = await api.undoRestore({ path: { restoreId: restore.id }, body: {} })
    const undone = (await trailUntil('undo.completed')).slice(trail.length)
    expect(
      undone.map(({ action, subject, details }) => [action, subject.id, details['restoreId'] ?? details['undoes']]),
    ).toEqual([
      ['undo.started', restore.id, id],
      ['undo.completed', id, restore.id],
    ])
    const { entries } = await api.listAudit({ query: { subject: restore.id, to: undone[0]?.at } })
    expect(entries.map(({ action }) => action)).toEqual(['restore.completed', 'restore.started'])
  })

  it('says that nobody answered', async () => {
    repeatEnds()
    await world.putCompany(company, { answerWithinSeconds: 500 })
    await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    const trail = await trailUntil('import.cancelled')
    expect(trail.map(({ action, details }) => [action, details['because']])).toEqual([
      ['import.started', undefined],
      ['import.cancelled', 'no-answer'],
    ])
  })

  it('says of each attempt of an import that it failed, and who went on with it', async () => {
    world.meddle = async (step, payload) => {
      if (step === 'importUnattended') throw new Error('The network failed')
      if (step === 'failImport') await callHandler('workflow', step, payload)
    }
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    await until(api, importId, 'failed')
    await trailUntil('import.failed')
    repeatEnds()
    await api.resumeImport({ path: { importId } })
    await until(api, importId, 'completed')
    const trail = await trailUntil('import.completed')
    expect(trail.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['import.started', 'done'],
      ['import.failed', 'internal'],
      ['import.resumed', 'done'],
      ['import.completed', 'done'],
    ])
  })

  it('holds what was refused, and shows people who are no administrators only their own', async () => {
    await world.putCompany(company, { importPermission: 'everyone' })
    const bjoern = world.as(BJOERN, company)
    const start = { body: { recordType: 'customers', fileName: 'a.csv' } } as const
    const { import: mine } = await bjoern.startImport(start)
    await expect(api.startImport(start)).rejects.toEqual(refused('company-busy'))
    await bjoern.cancelImport({ path: { importId: mine.id } })
    await world.putCompany(company, { importPermission: 'nobody' })
    await expect(bjoern.startImport(start)).rejects.toEqual(refused('import-not-permitted'))

    const all = [
      ['import.started', 'done', BJOERN],
      ['import.started', 'company-busy', ANNA],
      ['import.cancel-requested', 'done', BJOERN],
      ['import.cancelled', 'done', ''],
      ['import.started', 'import-not-permitted', BJOERN],
    ]
    const shown = async (client: Client) =>
      (await trailUntil('import.started', client)).map(({ action, outcome, by }) => [action, outcome, by.email])
    expect(await shown(api)).toEqual(all)
    expect(await shown(bjoern)).toEqual(all.filter(([, , email]) => email === BJOERN))
  })
})
