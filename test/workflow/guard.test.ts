import { beforeEach, describe, expect, it } from '@jest/globals'
import { stringify } from 'csv-stringify/sync'
import { api, companyPerTest, world } from './company.ts'
import { begin, mailsAbout, recordsOf, until, untilAsked } from './driving.ts'

const BJOERN = { email: 'bjoern.lange@nordwind.example', userId: 'user-1' }
const CARLA = { email: 'carla.rossi@nordwind.example', userId: 'user-2' }
const DAVID = { email: 'david.weiss@nordwind.example', userId: 'user-3' }

companyPerTest()
beforeEach(async () => importAll({ mode: 'update' }, [BJOERN, 30], [CARLA, 30], [DAVID, 30]))

type Part = readonly [rep: { email: string }, customers: number]

const file = (parts: readonly Part[]) =>
  Buffer.from(
    stringify([
      ['E-Mail Betreuer', 'Kundennummer', 'Firma', 'PLZ', 'Ort'],
      ...parts.flatMap(([rep, count]) =>
        Array.from({ length: count }, (_, index) => [rep.email, `A-${index}`, `Firma ${index}`, '1010', 'Wien']),
      ),
    ]),
  )

async function start(suggested: { mode: 'update' | 'update-and-delete' }, ...parts: Part[]) {
  return begin(api, file(parts), {
    selection: 'all',
    decide: 'import-all',
    suggested: { assign: 'email', ...suggested },
  })
}

async function importAll(suggested: { mode: 'update' | 'update-and-delete' }, ...parts: Part[]) {
  await until(api, await start(suggested, ...parts), 'completed')
}

const count = async ({ userId }: { userId: string }) => (await recordsOf(api, userId)).length

describe('an import of all users', () => {
  it('stops at a user who would lose most records, when the others are imported, and asks for that one', async () => {
    const importId = await start({ mode: 'update-and-delete' }, [BJOERN, 10], [CARLA, 29], [DAVID, 5])
    const state = await untilAsked(api, importId)
    expect(state.waiting).toMatchObject({ step: 'decision', userId: BJOERN.userId })
    expect(await count(CARLA)).toBe(29)
    expect([await count(BJOERN), await count(DAVID)]).toEqual([30, 30])
    const preview = await api.getPreview({ path: { importId, userId: BJOERN.userId } })
    expect(preview.guard).toMatchObject([{ code: 'many-deletions', value: '20' }])
    const [mail = ''] = await mailsAbout(world, `/approvals/${state.waiting?.approvalId ?? ''}`)
    expect(mail).toContain('stopped at')

    await api.decideUser({ path: { importId, userId: BJOERN.userId }, body: { action: 'import' } })
    const next = await untilAsked(api, importId, [BJOERN.userId])
    expect(next.waiting).toMatchObject({ userId: DAVID.userId })
    await api.decideUser({ path: { importId, userId: DAVID.userId }, body: { action: 'skip' } })
    await until(api, importId, 'completed')
    expect([await count(BJOERN), await count(DAVID)]).toEqual([10, 30])
    const { totals, deleted } = await api.getSummary({ path: { importId } })
    expect(totals).toMatchObject({ unchanged: 39, skipped: 5 })
    expect(deleted).toBe(21)
  })

  it('takes "import all" at such a user for this one, and asks for the next all the same', async () => {
    const importId = await start({ mode: 'update-and-delete' }, [BJOERN, 10], [DAVID, 5])
    await untilAsked(api, importId)
    await api.decideUser({ path: { importId, userId: BJOERN.userId }, body: { action: 'import-all' } })
    const next = await untilAsked(api, importId, [BJOERN.userId])
    expect(next.waiting).toMatchObject({ userId: DAVID.userId })
    expect(await count(BJOERN)).toBe(10)
    await api.decideUser({ path: { importId, userId: DAVID.userId }, body: { action: 'import-all' } })
    await until(api, importId, 'completed')
    expect(await count(DAVID)).toBe(5)
  })

  it('asks nobody where the company has switched the guard off', async () => {
    await api.updateCompany({ body: { guard: { maxDeletedPercent: 100 } } })
    const importId = await start({ mode: 'update-and-delete' }, [BJOERN, 10])
    await until(api, importId, 'completed')
    expect(await count(BJOERN)).toBe(10)
  })

  it('stops at a user who would take most customers of another one', async () => {
    const suggested = { assign: 'email', mode: 'update' } as const
    const rows = ['N-1,Neu', ...Array.from({ length: 20 }, (_, index) => `B-${index},Firma ${index}`)]
    const of = (email: string) =>
      Buffer.from(['Rep,No,Name,Zip,City', ...rows.map((row) => `${email},${row},1010,Wien`)].join('\n'))
    const mapping = (['No:externalId', 'Name:name', 'Zip:zip', 'City:city'] as const).map((pair) => {
      const [column = '', field = ''] = pair.split(':')
      return {
        column,
        field,
        update: field === 'externalId' ? ('key' as const) : ('overwrite' as const),
        empty: 'keep' as const,
      }
    })
    const configuration = {
      version: 1 as const,
      recordType: 'customers' as const,
      sheet: 'CSV',
      headerRow: 1,
      mode: suggested.mode,
      assignment: { by: suggested.assign, column: 'Rep' },
      mapping,
      notation: { decimal: '.' as const, dateOrder: 'ymd' as const },
      transfer: { mode: 'move' as const, appointments: false, tasks: false, reports: false },
    }
    const run = { configuration, selection: 'all', decide: 'import-all' } as const
    await until(api, await begin(api, of('eva.novak@nordwind.example'), run), 'completed')
    const importId = await begin(api, of('fabien.dupre@nordwind.example'), run)
    const { waiting } = await untilAsked(api, importId)
    const { guard } = await api.getPreview({ path: { importId, userId: waiting?.userId ?? '' } })
    expect(guard).toMatchObject([{ code: 'many-moves', value: '21' }])
    expect(guard[0]?.message).toContain('21 of 21 customers of eva.novak@nordwind.example')
    await api.decideUser({ path: { importId, userId: waiting?.userId ?? '' }, body: { action: 'skip' } })
    await until(api, importId, 'completed')
    expect(await count({ userId: 'user-4' })).toBe(21)
  })

  it('asks again after the machine died while it asked', async () => {
    const importId = await start({ mode: 'update-and-delete' }, [BJOERN, 10], [CARLA, 30])
    await untilAsked(api, importId)
    await world.restart()
    await api.decideUser({ path: { importId, userId: BJOERN.userId }, body: { action: 'skip' } })
    await until(api, importId, 'completed')
    expect([await count(BJOERN), await count(CARLA)]).toEqual([30, 30])
  })
})
