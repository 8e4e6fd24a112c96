import { lastDone, restAfter, turnOf, writtenParts } from '../../web/src/pages/import/decision/consequences.ts'

const NOTHING = {
  created: 0,
  updated: 0,
  unchanged: 0,
  restored: 0,
  transferred: 0,
  rejected: 0,
  deleted: 0,
  related: 0,
}

const line = (userId: string, state: Parameters<typeof restAfter>[0][number]['state'], rows = 10) => ({
  userId,
  state,
  rows,
})

const LINES = [
  line('a', 'imported'),
  line('b', 'excluded', 1000),
  line('c', 'skipped'),
  line('d', 'previewed', 20),
  line('e', 'pending', 30),
  line('f', 'pending', 5),
]

test('what an import writes is said without what it does not do, and without what is left as it is', () => {
  const counts = { ...NOTHING, created: 48, updated: 2, unchanged: 5, rejected: 3, deleted: 4 }
  expect(writtenParts(counts)).toEqual([
    { outcome: 'created', count: 48 },
    { outcome: 'updated', count: 2 },
  ])
  expect(writtenParts({ ...NOTHING, unchanged: 9, rejected: 1 })).toEqual([])
})

test('who comes along with an import of all is everybody who is neither done nor left out', () => {
  expect(restAfter(LINES, 'd')).toEqual({ users: 2, rows: 35 })
  expect(restAfter(LINES.slice(0, 4), 'd')).toEqual({ users: 0, rows: 0 })
})

test('turns are counted without those who are left out', () => {
  expect(turnOf(LINES, 'd')).toEqual({ place: 3, of: 5 })
})

test('last done is who ended last, not who stands last', () => {
  const at = (userId: string, state: 'imported' | 'skipped' | 'pending', endedAt?: string) => ({
    userId,
    state,
    ...(endedAt === undefined ? {} : { endedAt }),
  })
  expect(
    lastDone([
      at('a', 'imported', '2026-11-23T10:00:02Z'),
      at('b', 'skipped', '2026-11-23T10:00:01Z'),
      at('c', 'pending'),
    ])?.userId,
  ).toBe('a')
  expect(lastDone([at('c', 'pending')])).toBeUndefined()
})
