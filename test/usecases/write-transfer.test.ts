import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { TransferOperation } from '../../lib/domain/plans.ts'
import type { StoredRecord } from '../../lib/domain/records.ts'
import type { WriteRecord } from '../../lib/ports/records.ts'
import { writeTransfer } from '../../lib/usecases/write-transfer.ts'
import { startWorld, type World } from './world.ts'

const COMPANY = 'co'
let world: World
let count = 0
let from: string
let to: string

beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => {
  count += 1
  from = `from-${count}`
  to = `to-${count}`
})
afterAll(() => world.stop())

const RECORD: StoredRecord = {
  id: 'c-1',
  type: 'customers',
  version: 3,
  fields: { name: 'One' },
  createdAt: '2026-01-01T08:00:00.000Z',
  createdBy: { kind: 'user', id: 'u' },
  updatedAt: '2026-01-01T08:00:00.000Z',
  updatedBy: { kind: 'user', id: 'u' },
  etag: 'e-3',
}
const ARRIVED: StoredRecord = { ...RECORD, version: 4, etag: 'import:2', lastImport: { importId: 'import', row: 2 } }

function move(): TransferOperation {
  const { etag: _etag, ...after } = ARRIVED
  return {
    kind: 'transfer',
    how: 'move',
    from: { userId: from, email: `${from}@x.example` },
    before: RECORD,
    after,
    changed: [],
  }
}

/** The real store, of which the machine dies right before the write with this number. */
function dyingBefore(number: number): WriteRecord {
  let writes = 0
  return async (...args) => {
    writes += 1
    if (writes === number) throw new Error('The machine died')
    return world.ports.writeRecord(...args)
  }
}

const isOurs = (current: StoredRecord | undefined) => current?.etag === ARRIVED.etag
const carryOut = async (writeRecord: WriteRecord) =>
  writeTransfer({ writeRecord }, COMPANY, to, move(), ARRIVED, isOurs)
const holders = async () => {
  const at = await Promise.all(
    [from, to].map(async (user) => ((await world.ports.getRecord(COMPANY, user, 'customers', 'c-1')) ? [user] : [])),
  )
  return at.flat()
}

describe('a record that moves', () => {
  beforeEach(async () => world.ports.writeNewRecords(COMPANY, from, [RECORD]))

  it.each([1, 2, 3])('is at exactly one user in the end, if the machine dies before write %i', async (number) => {
    if (number < 3) {
      await expect(carryOut(dyingBefore(number))).rejects.toThrow('died')
      expect((await holders()).length).toBeGreaterThan(0)
    }
    expect(await carryOut(world.ports.writeRecord)).toBeUndefined()
    expect(await holders()).toEqual([to])
    expect(await carryOut(world.ports.writeRecord)).toBeUndefined()
    expect(await holders()).toEqual([to])
  })

  it('stays with a user who changed it, also if they did so between the two writes', async () => {
    await expect(carryOut(dyingBefore(2))).rejects.toThrow('died')
    const edited = { ...RECORD, version: 4, etag: 'e-4', fields: { name: 'Edited' } }
    await world.ports.writeRecord(COMPANY, from, { kind: 'put', record: edited, expect: { etag: 'e-3' } })
    expect(await carryOut(world.ports.writeRecord)).toMatchObject({ code: 'record-changed' })
    expect(await holders()).toEqual([from])
  })

  it('stays at both where both worked on it, and says so', async () => {
    await expect(carryOut(dyingBefore(2))).rejects.toThrow('died')
    const edited = { ...RECORD, version: 4, etag: 'e-4' }
    await world.ports.writeRecord(COMPANY, from, { kind: 'put', record: edited, expect: { etag: 'e-3' } })
    const worked = { ...ARRIVED, version: 5, etag: 'e-5' }
    await world.ports.writeRecord(COMPANY, to, { kind: 'put', record: worked, expect: { etag: ARRIVED.etag } })
    const answer = await writeTransfer(world.ports, COMPANY, to, move(), ARRIVED, () => true)
    expect(answer?.message).toContain('both have it now')
    expect(await holders()).toEqual([from, to])
  })

  it('does not replace what somebody brought there otherwise', async () => {
    await world.ports.writeNewRecords(COMPANY, to, [{ ...RECORD, etag: 'other' }])
    expect(await carryOut(world.ports.writeRecord)).toMatchObject({ code: 'already-here' })
    expect(await holders()).toEqual([from, to])
  })
})
