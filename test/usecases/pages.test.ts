import { describe, expect, it } from '@jest/globals'
import { pageOf, pageOfFound } from '../../lib/usecases/pages.ts'

/** A list of which only some may be shown, and how often it was asked. */
function list(length: number, isShown: (item: number) => boolean) {
  const asked = { times: 0 }
  const fetch = async ({ cursor, limit }: { cursor?: string; limit: number }) => {
    asked.times += 1
    const from = Number(cursor ?? 0)
    const items = Array.from({ length: Math.min(limit, length - from) }, (_, index) => from + index).filter(isShown)
    return { items, ...(from + limit < length ? { cursor: String(from + limit) } : {}) }
  }
  return { asked, fetch }
}

describe('a page of a list of which not everything may be shown', () => {
  it('asks a bounded number of times, however little may be shown', async () => {
    const { asked, fetch } = list(5100, (item) => item < 99)
    expect(await pageOf({ limit: 100 }, fetch)).toMatchObject({ items: { length: 99 }, cursor: '100' })
    expect(asked.times).toBe(1)

    const nothing = list(50_000, () => false)
    expect(await pageOf({ limit: 100 }, nothing.fetch)).toEqual({ items: [], cursor: '1000' })
    expect(nothing.asked.times).toBe(10)
  })

  it('ends when an answer holds no more, although it is not half full', async () => {
    let asked = 0
    const fetch = async () => ({ items: ['x'.repeat(400_000)], cursor: String((asked += 1)) })
    expect(await pageOf({ limit: 100 }, fetch)).toMatchObject({ items: { length: 2 }, cursor: '2' })
  })

  it.each([1, 7, 100])('gives everything once, and never more than asked for (%d a page)', async (limit) => {
    const { fetch } = list(997, (item) => item % 3 === 0)
    const all: number[] = []
    let cursor: string | undefined
    do {
      const page = await pageOf({ limit, cursor }, fetch)
      expect(page.items.length).toBeLessThanOrEqual(limit)
      all.push(...page.items)
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(all).toEqual(Array.from({ length: 333 }, (_, index) => index * 3))
  })
})

describe('a page of what is found in a list', () => {
  /** A clock that goes on by so many seconds each time it is looked at. */
  const clock = (seconds: number) => {
    let time = 0
    return { now: () => new Date((time += seconds * 1000)).toISOString() }
  }
  const numbers = (length: number, atOnce: number) => {
    const { asked, fetch } = list(length, () => true)
    const next = (cursor: string | undefined) => fetch({ limit: atOnce, ...(cursor === undefined ? {} : { cursor }) })
    return { asked, searched: { next, behind: (item: number) => String(item + 1) } }
  }

  it.each([
    [1, 10],
    [7, 10],
    [7, 3],
    [100, 1000],
  ])('gives everything once, %d a page, read %d at once', async (limit, atOnce) => {
    const { searched } = numbers(997, atOnce)
    const all: number[] = []
    let cursor: string | undefined
    do {
      const page = await pageOfFound(clock(0), { limit, cursor }, { ...searched, isWanted: (item) => item % 3 === 0 })
      expect(page.items.length).toBeLessThanOrEqual(limit)
      all.push(...page.items)
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(all).toEqual(Array.from({ length: 333 }, (_, index) => index * 3))
  })

  it('looks through everything for what is rare, and answers what it has when that takes too long', async () => {
    const rare = { isWanted: (item: number) => item === 49_999 }
    const patient = numbers(50_000, 1000)
    expect(await pageOfFound(clock(0), { limit: 10 }, { ...patient.searched, ...rare })).toEqual({ items: [49_999] })
    const slow = numbers(50_000, 1000)
    expect(await pageOfFound(clock(4), { limit: 10 }, { ...slow.searched, ...rare })).toEqual({
      items: [],
      cursor: '4000',
    })
  })

  it('ends when an answer holds no more', async () => {
    const next = async () => ({ items: ['x'.repeat(400_000), 'y'.repeat(400_000), 'z'] })
    const searched = { next, behind: (item: string) => item.slice(0, 1), isWanted: () => true }
    expect(await pageOfFound(clock(0), { limit: 100 }, searched)).toMatchObject({ items: { length: 2 }, cursor: 'y' })
  })
})
