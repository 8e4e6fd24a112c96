import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { createLocks } from '../../../lib/adapters/dynamodb/locks.ts'
import type { LockOwner } from '../../../lib/ports/locks.ts'
import { startTable, type TestTable } from './support.ts'

jest.setTimeout(30_000)

let db: TestTable
let locks: ReturnType<typeof createLocks>
beforeAll(async () => {
  db = await startTable()
  locks = createLocks(db.client, db.table)
})
afterAll(() => db.stop())

const owner = (id: string, kind: LockOwner['kind'] = 'import'): LockOwner => ({
  kind,
  id,
  by: { userId: 'u1', email: 'a@acme.test', name: 'Anna' },
  since: '2026-03-01T12:00:00.000Z',
})

describe('a company’s lock', () => {
  it('is taken by one of 20 at once; the others learn whose it is', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => locks.takeLock('many', owner(`i${n}`))))
    const winner = results.findIndex(({ kind }) => kind === 'taken')
    expect(results.filter(({ kind }) => kind === 'taken')).toEqual([{ kind: 'taken', fence: 1 }])
    for (const [n, result] of results.entries())
      if (n !== winner) expect(result).toEqual({ kind: 'busy', owner: owner(`i${winner}`) })
    expect(await locks.getLockOwner('many')).toEqual(owner(`i${winner}`))
  })

  it('is confirmed for its owner, with the same fence, whatever the kind of another of the same ID', async () => {
    expect(await locks.takeLock('again', owner('i1'))).toEqual({ kind: 'taken', fence: 1 })
    expect(await locks.takeLock('again', owner('i1'))).toEqual({ kind: 'taken', fence: 1 })
    expect(await locks.takeLock('again', owner('i1', 'restore'))).toEqual({ kind: 'busy', owner: owner('i1') })
  })

  it('is released by its owner only, and every taking has a higher fence', async () => {
    await locks.takeLock('turns', owner('i1'))
    await locks.releaseLock('turns', owner('i2'))
    await locks.releaseLock('turns', owner('i1', 'restore'))
    expect(await locks.getLockOwner('turns')).toEqual(owner('i1'))
    await locks.releaseLock('turns', { kind: 'import', id: 'i1' })
    await locks.releaseLock('turns', { kind: 'import', id: 'i1' })
    expect(await locks.getLockOwner('turns')).toBeUndefined()
    expect(await locks.takeLock('turns', owner('i2'))).toEqual({ kind: 'taken', fence: 2 })
    await locks.releaseLock('turns', owner('i1'))
    expect(await locks.takeLock('turns', owner('i3'))).toEqual({ kind: 'busy', owner: owner('i2') })
  })

  it('is taken over from the dead owner named, and from nobody else', async () => {
    await locks.takeLock('over', owner('dead'))
    expect(await locks.takeLock('over', owner('i2'), owner('another'))).toEqual({ kind: 'busy', owner: owner('dead') })
    const takers = await Promise.all(['i2', 'i3', 'i4'].map((id) => locks.takeLock('over', owner(id), owner('dead'))))
    expect(takers.filter(({ kind }) => kind === 'taken')).toEqual([{ kind: 'taken', fence: 2 }])
    await locks.releaseLock('over', owner('dead'))
    expect((await locks.getLockOwner('over'))?.id).toMatch(/^i[234]$/)
  })

  it('of one company does not concern another', async () => {
    await locks.takeLock('one', owner('i1'))
    expect(await locks.takeLock('two', owner('i2'))).toEqual({ kind: 'taken', fence: 1 })
    expect(await locks.takeLock('one#x', owner('i2')).catch((error: Error) => error.message)).toContain('company ID')
  })
})

describe('the list of locks', () => {
  const listed = async (companyId: string) => (await locks.listLocks()).filter((lock) => lock.companyId === companyId)

  it('has every lock while it is held', async () => {
    await locks.takeLock('listed', owner('i1'))
    expect(await listed('listed')).toEqual([{ companyId: 'listed', owner: owner('i1') }])
    await locks.takeLock('listed', owner('i2'))
    await locks.releaseLock('listed', owner('i1'))
    expect(await listed('listed')).toEqual([])
    await locks.takeLock('listed', owner('i3'))
    expect(await listed('listed')).toEqual([{ companyId: 'listed', owner: owner('i3') }])
  })

  it('has every lock held after many turns at once, and none that is free', async () => {
    const turn = async (id: string) => {
      const taken = await locks.takeLock('busy', owner(id))
      if (taken.kind === 'taken') await locks.releaseLock('busy', owner(id))
    }
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 6 }, (_, n) => turn(`r${round}-${n}`)))
      const last = await locks.takeLock('busy', owner(`last-${round}`))
      expect(last.kind).toBe('taken')
      expect(await listed('busy')).toHaveLength(1)
      await locks.releaseLock('busy', owner(`last-${round}`))
      expect(await listed('busy')).toHaveLength(0)
    }
  })

  it('keeps the listing of a later taking when an earlier release ends late', async () => {
    const late = db.anotherClient()
    let go: () => void = () => undefined
    const held = new Promise<void>((resolve) => (go = resolve))
    late.middlewareStack.add(
      (next, context) => async (args) => {
        if (context.commandName === 'DeleteItemCommand') await held
        return next(args)
      },
      { step: 'initialize' },
    )
    await locks.takeLock('late', owner('i1'))
    const releasing = createLocks(late, db.table).releaseLock('late', owner('i1'))
    while ((await locks.getLockOwner('late')) !== undefined) await new Promise((resolve) => setImmediate(resolve))
    await locks.takeLock('late', owner('i1'))
    go()
    await releasing
    expect(await listed('late')).toEqual([{ companyId: 'late', owner: owner('i1') }])
  })

  it('leaves out what a crash before the taking left listed', async () => {
    const stop = db.anotherClient()
    stop.middlewareStack.add(
      (next, context) => async (args) => {
        if (context.commandName === 'UpdateItemCommand') throw new Error('killed')
        return next(args)
      },
      { step: 'initialize' },
    )
    await expect(createLocks(stop, db.table).takeLock('crashed', owner('i1'))).rejects.toThrow('killed')
    expect(await listed('crashed')).toEqual([])
    expect(await locks.takeLock('crashed', owner('i2'))).toEqual({ kind: 'taken', fence: 1 })
    expect(await listed('crashed')).toHaveLength(1)
  })
})
