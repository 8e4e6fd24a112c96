import { RESTORE_POINT_REASONS } from '../../lib/domain/restore-points.ts'
import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from '../../lib/domain/audit.ts'
import { PROBLEM_CODES } from '../../lib/domain/problems.ts'
import { KEPT_REASONS, NO_COUNTS, RESTORE_ACTIONS } from '../../lib/domain/restores.ts'
import { actionsByGroup } from '../../web/src/pages/audit/actions.ts'
import { texts as german } from '../../web/src/texts/de/texts.ts'
import { texts as english } from '../../web/src/texts/en/texts.ts'

const ACTIONS = Object.keys(AUDIT_ACTIONS)

/** The names of all texts below this one, the parts joined by dots. */
function namesIn(texts: object, above = ''): string[] {
  return Object.entries(texts).flatMap(([name, text]: [string, unknown]) =>
    typeof text === 'object' && text !== null ? namesIn(text, `${above}${name}.`) : [`${above}${name}`],
  )
}

describe.each([
  ['English', english],
  ['German', german],
])('%s', (_, { audit, restores, restorePoints }) => {
  it('has a sentence for each action of the audit trail, and for the attempt at it, and none that is no action', () => {
    expect(namesIn(audit.sentence).sort()).toEqual([...ACTIONS].sort())
    expect(namesIn(audit.attempt).sort()).toEqual([...ACTIONS].sort())
  })

  it('says who it was wherever a person can have done it', () => {
    const withoutWho = ACTIONS.filter((action) => {
      const [kind = '', verb = ''] = action.split('.')
      const sentences: Readonly<Record<string, Readonly<Record<string, string>>>> = audit.sentence
      return !(sentences[kind]?.[verb] ?? '').includes('{{who}}')
    })
    // What Muster does by itself, as `lib/usecases/audit-ends.ts` writes it down.
    expect(withoutWho).toEqual(ACTIONS.filter((action) => /\.(completed|aborted|failed|cancelled)$/.test(action)))
  })

  it('has words for each outcome and each kind of thing an entry is about', () => {
    expect(Object.keys(audit.outcome).sort()).toEqual([...PROBLEM_CODES].sort())
    expect(Object.keys(audit.to).sort()).toEqual([...AUDIT_SUBJECTS].sort())
  })

  it('has words for what restores and undos do, what they count, why something stays, and why points are made', () => {
    expect(Object.keys(restores.action).sort()).toEqual([...RESTORE_ACTIONS].sort())
    expect(Object.keys(restores.kept).sort()).toEqual([...KEPT_REASONS].sort())
    expect(Object.keys(restorePoints.reason).sort()).toEqual([...RESTORE_POINT_REASONS].sort())
    expect(Object.keys(restorePoints.removeFor).sort()).toEqual([...RESTORE_POINT_REASONS].sort())
    const counted = Object.keys(NO_COUNTS).flatMap((name) => [`${name}_one`, `${name}_other`])
    expect(Object.keys(restores.plan).sort()).toEqual(counted.sort())
    expect(Object.keys(restores.done).sort()).toEqual(counted.sort())
    expect(Object.keys(restores.column)).toEqual(expect.arrayContaining(Object.keys(NO_COUNTS)))
  })
})

test('every action is in one group of the filter, by its words in the language', () => {
  for (const language of ['en', 'de'] as const) {
    const items = actionsByGroup(language).flatMap((group) => group.items)
    expect(items.map(({ value }) => value).sort()).toEqual([...ACTIONS].sort())
    expect(items.every(({ value, label }) => label === AUDIT_ACTIONS[value][language])).toBe(true)
  }
})
