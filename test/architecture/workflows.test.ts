import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { EVENT_FUNCTIONS, WORKFLOW_FUNCTIONS, type FunctionSpec } from '../../lib/contracts/functions.ts'
import { companyChange } from '../../lib/contracts/schemas.ts'
import { COMPANY_DEFAULTS } from '../../lib/domain/companies.ts'
import { BATCH } from '../../lib/usecases/workflow/list-users.ts'
import { RESTORE_BATCH } from '../../lib/usecases/restoring/restored-user.ts'
import { drawWorkflows } from '../../scripts/draw-workflows.ts'
import { definitions, historyEvents, statesOf, type Course } from './asl.ts'
import { read } from './repository.ts'

/** Quotas of Step Functions for standard workflows: events of one execution, bytes of a state's input or output. */
const MOST_EVENTS = 25_000
const MOST_BYTES = 256 * 1024
/** What AWS takes in all, in seconds. */
const LONGEST_EXECUTION = 365 * 24 * 60 * 60

const USUAL_TIMEOUT = 29
const COMPANY_OF_USERS = 10_000
const BACKS = 20

const [importing, restoring] = definitions
if (importing === undefined || restoring === undefined) throw new Error('A definition is missing')

describe.each(definitions)('$file', ({ machine, text }) => {
  const placed = statesOf(machine)
  const tasks = placed.flatMap(({ name, state, inside }) => (state.Type === 'Task' ? [{ name, state, inside }] : []))

  it.each(tasks)('$name ends after a time of its own', ({ state }) => {
    expect(state.TimeoutSeconds ?? state.TimeoutSecondsPath).toBeDefined()
    expect(state.TimeoutSeconds ?? 1).toBeLessThan(LONGEST_EXECUTION)
  })

  it.each(tasks)('$name gives its function the time that function may take', ({ state }) => {
    const [, place = ''] = /\$\{(\w+)FunctionArn\}/.exec(JSON.stringify(state.Parameters)) ?? []
    const name = place.charAt(0).toLowerCase() + place.slice(1)
    const specs: Readonly<Record<string, FunctionSpec>> = { ...WORKFLOW_FUNCTIONS, ...EVENT_FUNCTIONS }
    expect(specs[name]).toBeDefined()
    expect(state.TimeoutSeconds ?? Infinity).toBeGreaterThanOrEqual(specs[name]?.timeout ?? USUAL_TIMEOUT)
  })

  it.each(tasks)('$name is tried again after a fault', ({ state }) => {
    expect(state.Retry?.some(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))).toBe(true)
  })

  it.each(tasks)('$name leads to the visible failure if it fails for good', ({ name, state, inside }) => {
    if (/^Fail/.test(name)) return expect(state.Next).toBe('Failed')
    const caught = (inside ?? state).Catch?.find(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))
    expect(caught).toMatchObject({ Next: expect.stringMatching(/^Fail(Import|Restore)$/), ResultPath: '$.error' })
  })

  it('does not try again what no repetition heals', () => {
    for (const { state } of tasks) {
      const [first] = state.Retry ?? []
      expect(first?.MaxAttempts).toBe(0)
      const waits = state.Resource.endsWith('.waitForTaskToken')
      expect(first?.ErrorEquals).toEqual(
        waits
          ? ['States.Timeout']
          : ['AccountingError', 'InvalidStepInput', 'InvalidStepOutput', 'RestorePointIncomplete'],
      )
    }
  })

  it('waits for people with the time the company set, and ends visibly without an answer', () => {
    for (const { state } of tasks.filter(({ state }) => state.Resource.endsWith('.waitForTaskToken'))) {
      expect(state.TimeoutSecondsPath).toBe('$.answerWithinSeconds')
      expect(state.Catch?.[0]).toMatchObject({ ErrorEquals: ['States.Timeout'], Next: 'CloseWait' })
    }
  })

  it('uses nothing that the embedded cloud would run otherwise than AWS', () => {
    const foreign =
      /JSONata|"Assign"|"ItemReader"|"ItemBatcher"|"Tolerated|"DISTRIBUTED"|"ResultWriter"|"ResultPath": "\$"/
    expect(foreign.exec(text)).toBeNull()
    const contexts = [...text.matchAll(/"\$\$\.([\w.]+)"/g)].map(([, path]) => path)
    const known = ['Execution.Id', 'Task.Token', 'Map.Item.Value']
    expect(contexts.filter((path) => !known.includes(path ?? ''))).toEqual([])
    for (const { inside, state } of placed) {
      if (inside === undefined) continue
      expect(JSON.stringify(state)).not.toContain('$$.')
    }
  })

  it('takes no word for an answer that it does not know', () => {
    for (const { name, state } of placed) {
      if (state.Type !== 'Choice') continue
      expect(['FailUnknown', 'TakenElsewhere', 'FinishRestorePoint']).toContain(state['Default'])
      expect(name).not.toBe('')
    }
  })

  it('has no state that nothing leads to', () => {
    const targets = new Set([
      machine.StartAt,
      ...[...text.matchAll(/"(?:Next|Default|StartAt)": "(\w+)"/g)].map(([, to]) => to),
    ])
    expect(placed.map(({ name }) => name).filter((name) => !targets.has(name))).toEqual([])
  })
})

it('statemachine/README.md draws the definitions as they are (node scripts/draw-workflows.ts)', () => {
  expect(read('statemachine/README.md')).toBe(drawWorkflows())
})

/** The most users a company may allow in one import, as the API takes it. */
const highest = z
  .looseObject({
    properties: z.looseObject({
      limits: z.looseObject({ properties: z.looseObject({ maxUsers: z.looseObject({ maximum: z.number() }) }) }),
    }),
  })
  .parse(z.toJSONSchema(companyChange, { io: 'input' })).properties.limits.properties.maxUsers.maximum

/** Goes back first (asked about the first user each time), then decides on every user one by one. */
function everyUserPreviewed(users: number, failures: number): Course {
  const words: Readonly<Record<string, (visit: number) => string>> = {
    IsClaimed: () => 'go',
    IsInspected: () => 'settings',
    HasSettings: () => 'split',
    IsSplit: () => 'check',
    IsWithinLimits: () => 'selection',
    HasSelection: () => 'select',
    IsSelected: () => 'secure',
    WhoIsNext: (visit) => (visit < BACKS + users ? 'preview' : 'done'),
    IsPreviewed: () => 'ask',
    WhatIsDecided: (visit) => (visit < BACKS ? 'back' : 'import'),
  }
  return {
    word: (choice, visit) => words[choice]?.(visit) ?? '',
    // After Back the restore point is complete: then there are no batches to secure.
    items: (map, visit) => (map === 'SnapshotUsers' && visit === 0 ? COMPANY_OF_USERS / BATCH : 0),
    failures,
  }
}

describe('the longest history', () => {
  const walked = (users: number, failures: number) =>
    historyEvents(importing.machine, everyUserPreviewed(users, failures))

  it('counts a round of one user as AWS would', () => {
    expect(walked(2, 0) - walked(1, 0)).toBe(
      // NextUser, WhoIsNext, PreviewUser, IsPreviewed, KeepUser, AwaitDecision, WhatIsDecided, ImportUser
      5 + 2 + 5 + 2 + 2 + 6 + 2 + 5,
    )
  })

  it('of an import is under half the quota by default: every user previewed, Back 20 times, 10,000 accounts', () => {
    expect(walked(COMPANY_DEFAULTS.limits.maxUsers, 0)).toBeLessThan(MOST_EVENTS / 2)
  })

  it('stays within the quota at the highest limit a company can set, even if every task fails once before it works', () => {
    expect(walked(highest, 1)).toBeLessThan(MOST_EVENTS)
  })

  it('of an import of all users at once stays within it at the highest limit', () => {
    const course: Course = {
      ...everyUserPreviewed(0, 1),
      word: (choice, visit) => {
        if (choice === 'WhoIsNext') return visit === 0 ? 'rest' : 'done'
        return everyUserPreviewed(0, 1).word(choice, visit)
      },
      items: (map) => (map === 'SnapshotUsers' ? COMPANY_OF_USERS / BATCH : highest),
    }
    expect(historyEvents(importing.machine, course)).toBeLessThan(MOST_EVENTS)
  })

  it('of a restore of 10,000 accounts, with its safety point, stays within it', () => {
    const course: Course = {
      word: () => 'restore',
      items: (map) => COMPANY_OF_USERS / (map === 'SnapshotUsers' ? BATCH : RESTORE_BATCH),
      failures: 1,
    }
    expect(historyEvents(restoring.machine, course)).toBeLessThan(MOST_EVENTS)
  })
})

describe('the largest payload', () => {
  const id = '01'.repeat(13)
  const ids = (count: number) => Array.from({ length: count }, () => id)
  const numbers = (count: number) => Array.from({ length: count }, (_, number) => number)

  it('of an import is far below the quota: ids of all users of an import at the highest limit, and the batches of 10,000 accounts', () => {
    const state = {
      companyId: id,
      importId: id,
      answerWithinSeconds: 2_073_600,
      point: { restorePointId: `${id}-before`, batches: numbers(COMPANY_OF_USERS / BATCH) },
      remaining: { userIds: ids(highest) },
      userId: id,
      step: { next: 'import-all' },
    }
    expect(JSON.stringify(state).length).toBeLessThan(MOST_BYTES / 8)
  })

  it('of a restore is as well', () => {
    const state = {
      kind: 'restore',
      companyId: id,
      restoreId: id,
      restorePointId: id,
      point: { restorePointId: id, batches: numbers(COMPANY_OF_USERS / BATCH) },
      restore: { batches: numbers(COMPANY_OF_USERS / RESTORE_BATCH) },
    }
    expect(JSON.stringify(state).length).toBeLessThan(MOST_BYTES / 8)
  })
})
