import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  FINAL_STATUSES,
  IMPORT_STATUSES,
  isFinal,
  statusesBefore,
  TRANSITIONS,
  type ImportStatus,
} from '../../lib/domain/transitions.ts'

const status = fc.constantFrom(...IMPORT_STATUSES)
const following = (from: ImportStatus): readonly ImportStatus[] => TRANSITIONS[from]

describe('the statuses of an import', () => {
  it('may be reached from exactly those that lead to them, and from themselves', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        expect(statusesBefore(to).includes(from)).toBe(from === to || following(from).includes(to))
      }),
    )
  })

  it('lead from every start to an end, on any way', () => {
    fc.assert(
      fc.property(status, fc.infiniteStream(fc.nat()), (start, choices) => {
        const seen = new Set<ImportStatus>()
        const open: ImportStatus[] = [start]
        for (const choice of choices) {
          const [next] = open.splice(choice % Math.max(open.length, 1), 1)
          if (next === undefined) break
          if (seen.has(next)) continue
          seen.add(next)
          open.push(...following(next))
        }
        expect([...seen].some(isFinal)).toBe(true)
      }),
    )
  })

  it('are left for good once they are final, except that a failed import can be resumed', () => {
    const open = FINAL_STATUSES.filter((final) => following(final).length > 0)
    expect(open).toEqual(['failed'])
    expect(TRANSITIONS.failed.some(isFinal)).toBe(false)
  })

  it('can all be cancelled and fail while they are not final', () => {
    for (const from of IMPORT_STATUSES.filter((one) => !isFinal(one))) {
      expect(following(from)).toEqual(expect.arrayContaining(['cancelled', 'failed']))
    }
  })

  it('are aborted by a limit or an unreadable file only before anything is secured or written', () => {
    expect(statusesBefore('aborted').filter((one) => one !== 'aborted')).toEqual(['inspecting', 'splitting'])
  })

  it('can all be reached from the start', () => {
    const reached = new Set<ImportStatus>(['awaiting-upload'])
    for (const one of reached) for (const next of following(one)) reached.add(next)
    expect([...reached].toSorted()).toEqual([...IMPORT_STATUSES].toSorted())
  })
})
