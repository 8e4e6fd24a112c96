import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Client } from '../../lib/contracts/client.ts'
import { createApprovals } from '../../lib/adapters/dynamodb/approvals.ts'
import { createDynamoClient } from '../../lib/adapters/dynamodb/client.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { sweep } from '../../lib/usecases/sweep.ts'
import { begin, recordsOf, UNATTENDED, untilAsked } from './driving.ts'
import { ANNA, settle } from './people.ts'
import { callHandler } from './handlers.ts'
import { openStores, settled } from './stores.ts'
import { createWorld, type World } from './world.ts'

let world: World
let api: Client
let company = ''
let tests = 0
let stores: ReturnType<typeof openStores>
beforeAll(async () => {
  world = await createWorld()
  stores = openStores()
})
beforeEach(async () => {
  company = `company-${(tests += 1)}`
  world.meddle = () => undefined
  world.deliverUploads = true
  await settle(world, company)
  api = world.as(ANNA, company)
})
afterAll(() => world.stop())
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
const count = async (userId: string) => {
  let n = 0
  for await (const _ of stores.readRecords(company, userId)) n += 1
  return n
}
const B = 'bjoern.lange@nordwind.example'

describe('whoever was overtaken', () => {
  it('the failure of a second execution does not end the import of the first', async () => {
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    await untilAsked(api, importId)
    const upload = world.uploadEvents.at(-1)
    // the event came twice; the claim of the second execution failed again and again
    await callHandler('workflow', 'failImport', {
      input: { upload, error: { Error: 'Lambda.Unknown', Cause: '' } },
      executionArn: 'arn:another',
    })
    expect((await api.getImport({ path: { importId } })).status).toBe('awaiting-decision')
    expect((await stores.getLockOwner(company))?.id).toBe(importId)
  })

  it('cancelling a resumed import finishes the user who is half written', async () => {
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    const asked = await untilAsked(api, importId)
    const userId = asked.waiting?.userId ?? ''
    // everything is written, then the last write of the step fails for good
    const { createFiles } = await import('../../lib/adapters/s3/files.ts')
    void createFiles
    let failing = true
    world.meddle = async (step, payload) => {
      if (step === 'importUser' && failing) {
        // the real handler writes, but dies before it says so
        const key = stores.getImportUser
        void key
        const before = await stores.getImportUser(company, importId, userId)
        if (before?.state === 'previewed') await halfWrite(importId, userId)
        throw new Error('killed')
      }
      void payload
    }
    await api.decideUser({ path: { importId, userId }, body: { action: 'import' } })
    await settled(api, importId, 'failed')
    const written = (await recordsOf(api, userId)).length
    expect(written).toBeGreaterThan(0)
    failing = false
    world.meddle = async (step) => {
      // the person cancels right after resuming
      if (step === 'claim') await api.cancelImport({ path: { importId } })
    }
    await api.resumeImport({ path: { importId } })
    await settled(api, importId, 'cancelled', 'failed', 'completed')
    const summary = await api.getSummary({ path: { importId } })
    const mine = summary.users.find((user) => user.userId === userId)
    const now = (await recordsOf(api, userId)).length
    expect(mine?.totals.created).toBe(now)
  })

  it('a restore after a failure makes the import impossible to resume, and says so', async () => {
    let calls = 0
    world.meddle = (step) => {
      if (step === 'importUnattended' && (calls += 1) > 2) throw new Error('The network failed')
    }
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    const failed = await settled(api, importId, 'failed')
    world.meddle = () => undefined
    const point = failed.restorePointId ?? ''
    const { id } = await api.startRestore({ path: { restorePointId: point }, body: {} })
    for (let i = 0; i < 500 && (await api.getRestore({ path: { restoreId: id } })).status === 'running'; i++)
      await sleep(10)
    await expect(api.resumeImport({ path: { importId } })).rejects.toMatchObject({ code: 'not-resumable' })
    // The company is free, and a new import of the same file does what is missing.
    const again = await begin(api, 'customers.xlsx', UNATTENDED)
    expect(await settled(api, again, 'completed')).toMatchObject({ totals: { created: 400 } })
  })

  it('the lock of a resumed import survives the end of the failing execution', async () => {
    world.meddle = async (step) => {
      if (step === 'previewUser') throw new Error('The network failed')
      if (step === 'failImport') await hook()
    }
    let first = true
    const hook = async () => {
      if (!first) return
      first = false
      // the step did its first write, then its answer was lost: it is retried after the person resumed
      const item = await stores.getImport(company, importId)
      await callHandler('workflow', 'failImport', {
        input: { companyId: company, importId, error: { Error: 'x' } },
        executionArn: item?.executionArn,
      })
      world.meddle = async (step, payload) => {
        void payload
        if (step === 'awaitDecision') return
      }
      await api.resumeImport({ path: { importId } })
      await untilAsked(api, importId)
      throw new Error('answer lost')
    }
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    for (let i = 0; i < 500 && first; i++) await sleep(10)
    await sleep(1500)
    expect((await api.getImport({ path: { importId } })).status).toBe('awaiting-decision')
    expect((await stores.getLockOwner(company))?.id).toBe(importId)
  })

  it('a mail that could not be sent is sent when the question is opened again', async () => {
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    const asked = await untilAsked(api, importId)
    const sent: string[] = []
    const { openWait } = await import('../../lib/usecases/workflow/open-wait.ts')
    const client = createDynamoClient()
    const approvals = createApprovals(client, 'state')
    const item = await stores.getImport(company, importId)
    const user = asked.waiting?.userId ?? ''
    const open = (sendMail: (mail: { to: string }) => Promise<void>) =>
      openWait(
        {
          ...stores,
          ...approvals,
          getCompany: async () => ({ answerWithinSeconds: 60 }),
          getUser: async () => undefined,
          sendMail,
          sendTaskSuccess: async () => 'sent',
          webUrl: 'http://x',
          newId: () => 'new',
          now: () => new Date().toISOString(),
          logger,
        } as never,
        'decision',
      )({ companyId: company, importId, userId: user, taskToken: 'token' })
    await stores.updateImport(company, importId, { round: (item?.round ?? 1) + 1, at: new Date().toISOString() })
    await open(() => Promise.reject(new Error('The network failed')))
    for (let times = 0; times < 2; times += 1) await open(async ({ to }) => void sent.push(to))
    expect(sent).toEqual([ANNA])
  })

  it('cancelling while a question is being opened ends the import', async () => {
    // openWait reads the import, then Cancel comes, then the question is opened
    const { openWait } = await import('../../lib/usecases/workflow/open-wait.ts')
    let asked = 0
    world.meddle = async (step) => {
      if (step === 'awaitDecision' && (asked += 1) === 1) await new Promise(() => undefined)
    }
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    for (let i = 0; i < 500 && asked === 0; i++) await sleep(10)
    const item = await stores.getImport(company, importId)
    const sent: unknown[] = []
    const deps = {
      ...stores,
      getImport: stores.getImport,
      updateImport: async (...args: Parameters<typeof stores.updateImport>) => {
        const answer = await stores.updateImport(...args)
        await api.cancelImport({ path: { importId } })
        return answer
      },
      newId: () => 'approval-1',
      now: () => new Date().toISOString(),
      sendTaskSuccess: async (_token: string, output: unknown) => {
        sent.push(output)
        return 'sent' as const
      },
      getCompany: async () => ({ answerWithinSeconds: 100, timeZone: 'UTC', locale: 'en' }),
      getUser: async () => undefined,
      sendMail: async () => undefined,
      webUrl: '',
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    }
    await openWait(
      deps as never,
      'decision',
    )({ companyId: company, importId, userId: item?.currentUserId ?? '', taskToken: 'token' })
    expect(sent).toEqual([{ next: 'cancel' }])
  })

  it('a late first attempt does not undo what a person changed since', async () => {
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    const asked = await untilAsked(api, importId)
    const userId = asked.waiting?.userId ?? ''
    const { createFiles } = await import('../../lib/adapters/s3/files.ts')
    const { createS3Client } = await import('../../lib/adapters/s3/client.ts')
    const { writeUser } = await import('../../lib/usecases/write-user.ts')
    let go: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const item = await stores.getImport(company, importId)
    const user = await stores.getImportUser(company, importId, userId)
    if (item === undefined || user === undefined) throw new Error('?')
    const deps = {
      ...createFiles(createS3Client(), 'bucket'),
      ...stores,
      now: () => new Date().toISOString(),
      listKeys: async () => {
        await held
        return []
      },
    }
    // attempt 1: its machine is slow (throttled); the step is retried meanwhile
    const first = writeUser(deps as never, item, user).then(
      () => 'ok',
      (e: Error) => e.message,
    )
    await sleep(200)
    await api.decideUser({ path: { importId, userId }, body: { action: 'import' } })
    for (let i = 0; i < 500 && (await stores.getImportUser(company, importId, userId))?.state !== 'imported'; i++)
      await sleep(10)
    const [record] = await recordsOf(api, userId)
    await api.updateRecord({
      path: { userId, type: 'customers', recordId: record?.id ?? '' },
      body: { fields: { note: 'by hand' } },
    })
    go()
    expect(await first).toMatch(/goes on elsewhere/)
    const after = await api.getRecord({ path: { userId, type: 'customers', recordId: record?.id ?? '' } })
    expect(after.fields['note']).toBe('by hand')
  })

  it('a sweeper that is late does not end an import that was resumed', async () => {
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    await untilAsked(api, importId)
    let raced = false
    const looked = await stores.getImport(company, importId)
    const deps = {
      ...stores,
      logger,
      now: () => new Date().toISOString(),
      sendTaskSuccess: async () => 'gone' as const,
      describeImportExecution: async (executionArn: string) => {
        if (executionArn !== looked?.executionArn) return 'running' as const
        // the execution was stopped; while this sweeper looks, another one ends the import and a person resumes it
        if (!raced) {
          raced = true
          await stores.updateImport(company, importId, { status: 'failed', at: new Date().toISOString() })
          await api.resumeImport({ path: { importId } })
          await untilAsked(api, importId)
        }
        return 'aborted' as const
      },
    }
    await sweep(deps as never)()
    expect((await api.getImport({ path: { importId } })).status).toBe('awaiting-decision')
    expect((await stores.getLockOwner(company))?.id).toBe(importId)
  })

  it('a decision in the last moment is not lost', async () => {
    await world.putCompany(company, { answerWithinSeconds: 1000 })
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    const asked = await untilAsked(api, importId)
    const userId = asked.waiting?.userId ?? ''
    let decided: unknown
    world.meddle = async (step) => {
      if (step === 'summarise' && decided === undefined)
        decided = await api
          .decideUser({ path: { importId, userId }, body: { action: 'import' } })
          .catch((e: { code: string }) => e.code)
    }
    await settled(api, importId, 'cancelled', 'completed')
    expect(decided).toBe('no-longer-waiting')
  })

  it('an import fails only after everybody else is written, and writes nothing more then', async () => {
    world.meddle = async (step, payload) => {
      if (step !== 'importUnattended') return
      if (payload['userId'] === 'user-1') throw new Error('down')
      // Slower than all the retries of the one that fails.
      if (payload['userId'] === 'user-2') await sleep(1000)
    }
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    await settled(api, importId, 'failed')
    const written = await count('user-2')
    await sleep(1500)
    expect(await count('user-2')).toBe(written)
    // The others were imported to their end before the import failed.
    const { users } = await api.listImportUsers({ path: { importId } })
    expect(users.filter(({ state }) => state === 'imported')).toHaveLength(7)
  })

  it('a plan that was shown is what is written', async () => {
    const { createFiles } = await import('../../lib/adapters/s3/files.ts')
    const { createS3Client } = await import('../../lib/adapters/s3/client.ts')
    const { planUser } = await import('../../lib/usecases/plan-user.ts')
    await begin(api, 'customers.xlsx', UNATTENDED).then((id) => settled(api, id, 'completed'))
    const files = createFiles(createS3Client(), 'bucket')
    let go: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    let first: Promise<unknown> | undefined
    world.meddle = async (step, payload) => {
      if (step !== 'previewUser' || first !== undefined) return
      const item = await stores.getImport(company, String(payload['importId']))
      const user = await stores.getImportUser(company, String(payload['importId']), String(payload['userId']))
      if (item === undefined || user === undefined) throw new Error('?')
      // attempt 1 is slow; Step Functions gives up on it and tries again
      first = planUser(
        {
          ...files,
          ...stores,
          now: () => new Date().toISOString(),
          writeLines: async (...args: Parameters<typeof files.writeLines>) => {
            await held
            return files.writeLines(...args)
          },
        } as never,
        item,
        user,
      ).then(
        () => 'ok',
        (e: Error) => e.message,
      )
      await sleep(300)
      const [record] = await recordsOf(api, user.userId)
      await api.updateRecord({
        path: { userId: user.userId, type: 'customers', recordId: record?.id ?? '' },
        body: { fields: { note: 'by hand' } },
      })
    }
    const importId = await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    const asked = await untilAsked(api, importId)
    const userId = asked.waiting?.userId ?? ''
    const shown = await api.getPreview({ path: { importId, userId } })
    go()
    const again = await api.getPreview({ path: { importId, userId } })
    expect(again).toEqual(shown)
  })

  it('a person and an import that enter the same external ID at once: one of the two records stays', async () => {
    const { withdrawDoubles } = await import('../../lib/usecases/withdraw-doubles.ts')
    const { createRecord } = await import('../../lib/usecases/create-record.ts')
    const now = () => new Date().toISOString()
    const user = {
      id: 'user-1',
      email: B,
      firstName: '',
      lastName: '',
      level: 'administrator',
      groups: [],
      active: true,
    }
    const record = {
      id: 'imp-1',
      type: 'customers' as const,
      version: 1,
      fields: { name: 'A', zip: '1', city: 'W', externalId: 'X' },
      createdAt: now(),
      createdBy: { kind: 'import' as const, id: 'imp' },
      updatedAt: now(),
      updatedBy: { kind: 'import' as const, id: 'imp' },
      lastImport: { importId: 'imp', row: 1 },
      etag: 'imp:1',
    }
    let reads = 0
    let scannedNow: () => void = () => undefined
    const scanned = new Promise<void>((resolve) => {
      scannedNow = resolve
    })
    let personDone: () => void = () => undefined
    const done = new Promise<void>((resolve) => {
      personDone = resolve
    })
    let imported: Promise<unknown> | undefined
    const personDeps = {
      ...stores,
      now,
      newId: (() => {
        let n = 0
        return () => `p-${n++}`
      })(),
      getUser: async () => user,
      readRecords: async function* (...args: Parameters<typeof stores.readRecords>) {
        reads += 1
        if (reads === 2) {
          imported = withdrawDoubles(
            {
              ...stores,
              readRecords: async function* (...a: Parameters<typeof stores.readRecords>) {
                yield* stores.readRecords(...a)
                scannedNow()
                await done
              },
            },
            { id: 'imp', companyId: company, recordType: 'customers' } as never,
            { userId: 'user-1' } as never,
            [{ row: 1, outcome: 'created', title: 'A', operation: { kind: 'create', after: record } }] as never,
          )
          await scanned
        }
        yield* stores.readRecords(...args)
        if (reads === 1) await stores.writeNewRecords(company, 'user-1', [record])
      },
    }
    const entered = createRecord(personDeps as never)({
      actor: user,
      company: { id: company },
      path: { userId: 'user-1', type: 'customers' },
      body: { fields: { name: 'P', zip: '1', city: 'W', externalId: 'X' } },
    } as never)
    await entered.catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
    personDone()
    await imported
    expect(await count('user-1')).toBe(1)
  })
})

/** What an import does for a user until it dies just before it writes the result down. */
async function halfWrite(importId: string, userId: string) {
  const { createFiles } = await import('../../lib/adapters/s3/files.ts')
  const { createS3Client } = await import('../../lib/adapters/s3/client.ts')
  const { createRecords } = await import('../../lib/adapters/dynamodb/records.ts')
  const { writeUser } = await import('../../lib/usecases/write-user.ts')
  const client = createDynamoClient()
  const files = createFiles(createS3Client(), 'bucket')
  const deps = {
    ...files,
    ...createRecords(client, 'records'),
    ...stores,
    now: () => new Date().toISOString(),
    writeLines: async () => {
      throw new Error('killed')
    },
  }
  const item = await stores.getImport(company, importId)
  const user = await stores.getImportUser(company, importId, userId)
  if (item === undefined || user === undefined) throw new Error('?')
  await writeUser(deps as never, item, user).catch(() => undefined)
}
