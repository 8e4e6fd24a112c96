import { comparedValue } from './assignment.ts'
import { normaliseEmail, type User } from './companies.ts'
import type { AssignmentRule, Correction } from './configuration.ts'
import type { ProblemPlace } from './problems.ts'

/**
 * What is wrong with the corrections of a configuration: two say what one value means, or one names nobody of the company.
 * A correction whose user is inactive or out of reach is none: its rows are left out as that user's own are.
 */
export function correctionProblems(
  { by, column, corrections = [] }: AssignmentRule,
  users: readonly User[],
): ProblemPlace[] {
  const known = new Set(users.map(({ email }) => normaliseEmail(email)))
  const seen = new Set<string>()
  return corrections.flatMap(({ value, email }, index) => {
    const at = `/assignment/corrections/${index}`
    const key = comparedValue(value, by)
    const isSecond = seen.has(key)
    seen.add(key)
    return [
      ...(isSecond
        ? [{ pointer: `${at}/value`, column, value, message: `"${value}" is corrected twice. Leave one of them.` }]
        : []),
      ...(known.has(normaliseEmail(email))
        ? []
        : [
            {
              pointer: `${at}/email`,
              column,
              value: email,
              message: `"${email}" is the e-mail address of no account. Correct it, or leave this correction out.`,
            },
          ]),
    ]
  })
}

/** The rule with more corrections. Of two for one value the later counts. */
export function withCorrections(rule: AssignmentRule, more: readonly Correction[]): AssignmentRule {
  const merged = new Map<string, Correction>()
  for (const correction of [...(rule.corrections ?? []), ...more])
    merged.set(comparedValue(correction.value, rule.by), correction)
  return { ...rule, corrections: [...merged.values()] }
}

/** The corrections that say something else of a value than was said before. */
export function newCorrections(before: AssignmentRule, after: AssignmentRule): Correction[] {
  const known = new Map(
    (before.corrections ?? []).map(({ value, email }) => [comparedValue(value, before.by), normaliseEmail(email)]),
  )
  return (after.corrections ?? []).filter(
    ({ value, email }) => known.get(comparedValue(value, after.by)) !== normaliseEmail(email),
  )
}
