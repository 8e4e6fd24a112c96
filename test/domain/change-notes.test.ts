import { describe, expect, it } from '@jest/globals'
import { isQuietSince, lastWriteOf } from '../../lib/domain/change-notes.ts'

describe('a note that a company is about to change', () => {
  const noted = '2026-11-22T10:00:00.000Z'

  it('stands for the writes of five minutes', () => {
    expect(new Date(lastWriteOf(noted)).toISOString()).toBe('2026-11-22T10:05:00.000Z')
  })

  it.each([
    ['2026-11-22T09:00:00.000Z', false],
    ['2026-11-22T10:04:59.999Z', false],
    ['2026-11-22T10:05:00.000Z', false],
    ['2026-11-22T10:05:00.001Z', true],
  ])('lets everything be quiet since %s: %s', (since, quiet) => {
    expect(isQuietSince(since, noted)).toBe(quiet)
  })

  it('that is not there leaves everything quiet', () => {
    expect(isQuietSince('2026-11-22T09:00:00.000Z', undefined)).toBe(true)
  })
})
