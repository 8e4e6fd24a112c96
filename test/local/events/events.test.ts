import { describe, expect, it } from '@jest/globals'
import { DatabaseSync } from 'node:sqlite'
import { createBus } from '../../../local/events/bus.ts'
import { inputFor } from '../../../local/events/input.ts'
import { compilePattern } from '../../../local/events/pattern.ts'
import { untilDue } from '../../../local/events/schedules.ts'
import { objectCreated } from '../../../local/s3/events.ts'
import { openOutbox } from '../../../local/s3/outbox.ts'
import type { Outbox } from '../../../local/s3/outbox.ts'
import { prepare } from '../../../local/s3/schema.ts'

const event = objectCreated(
  { bucket: 'b', key: 'uploads/"x"', version: 'v1', size: 7, etag: 'e', modified: Date.UTC(2026, 3, 23) },
  'PutObject',
)
const target = { arn: 'arn:target', retries: 2, maximumAgeSeconds: 3600 }

describe('a pattern', () => {
  it.each([
    [{ source: ['aws.s3'] }, true],
    [{ source: ['aws.ec2'] }, false],
    [{ detail: { object: { key: [{ prefix: 'uploads/' }] } } }, true],
    [{ detail: { object: { key: [{ prefix: 'restore-points/' }] } } }, false],
    [{ detail: { object: { size: [7, 8] }, nothing: [{ exists: false }] } }, true],
    [{ detail: { object: { key: [{ 'anything-but': ['uploads/"x"'] }] } } }, false],
    [{ detail: { missing: { key: ['x'] } } }, false],
  ])('%j says %s', (pattern, expected) => {
    expect(compilePattern(pattern)(event)).toBe(expected)
  })

  it('with an unknown filter is refused', () => {
    expect(() => compilePattern({ detail: { size: [{ numeric: ['>', 1] }] } })).toThrow('/detail/size')
  })
})

describe('an input', () => {
  it('is transformed, whatever the values hold', () => {
    const paths = { key: '$.detail.object.key', version: '$.detail.object.version-id', size: '$.detail.object.size' }
    const template = '{"key":<key>,"quoted":"<version>","text":"the <key> of <size>","size":<size>}'
    expect(inputFor({ ...target, transformer: { paths, template } }, event)).toEqual({
      key: 'uploads/"x"',
      quoted: 'v1',
      text: 'the uploads/"x" of 7',
      size: 7,
    })
  })

  it('is constant, a part, or all', () => {
    expect(inputFor({ ...target, input: '{"a":1}' }, event)).toEqual({ a: 1 })
    expect(inputFor({ ...target, inputPath: '$.detail.bucket' }, event)).toEqual({ name: 'b' })
    expect(inputFor(target, event)).toBe(event)
  })
})

describe('the bus', () => {
  const rules = [{ name: 'r', arn: 'arn:rule', pattern: { source: ['aws.s3'] }, targets: [target] }]

  function newOutbox(): Outbox {
    const db = new DatabaseSync(':memory:')
    prepare(db)
    return openOutbox(db)
  }

  it('tries again until the target took the event, and only then forgets it', async () => {
    const outbox = newOutbox()
    const ids: string[] = []
    const taken = Promise.withResolvers<void>()
    const bus = createBus({
      rules,
      firstRetryMs: 1,
      onGivenUp: () => taken.reject(new Error('given up')),
      deliver: async (_arn, _input, id) => {
        ids.push(id)
        if (ids.length < 3) throw new Error('not yet')
        taken.resolve()
      },
    })
    outbox.add(event, bus.route(event))
    bus.start(outbox)
    await taken.promise
    await bus.stop()
    expect(new Set(ids).size).toBe(1)
    expect(outbox.nextDue()).toBeUndefined()
  })

  it('gives up after the retries the target allows, and says so', async () => {
    const outbox = newOutbox()
    let attempts = 0
    const gaveUp = Promise.withResolvers<string>()
    const bus = createBus({
      rules,
      firstRetryMs: 1,
      onGivenUp: (_event, arn) => gaveUp.resolve(arn),
      deliver: async () => {
        attempts++
        throw new Error('never')
      },
    })
    outbox.add(event, bus.route(event))
    bus.start(outbox)
    expect(await gaveUp.promise).toBe('arn:target')
    await bus.stop()
    expect(attempts).toBe(3)
    expect(outbox.nextDue()).toBeUndefined()
  })
})

describe('a schedule', () => {
  const now = new Date('2026-04-23T08:30:20Z')

  it.each([
    ['rate(5 minutes)', 300_000],
    ['rate(1 day)', 86_400_000],
    ['cron(0 2 * * ? *)', (17 * 60 + 30) * 60_000 - 20_000],
    ['cron(0/15 * * * ? *)', 14 * 60_000 + 40_000],
  ])('%s is due in %s ms', (expression, expected) => {
    expect(untilDue(expression, now)).toBe(expected)
  })

  it('that says more is refused', () => {
    expect(() => untilDue('cron(0 2 ? * MON *)', now)).toThrow('not supported')
  })
})
