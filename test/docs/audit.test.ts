import { describe, expect, it } from '@jest/globals'
import { AUDIT_ACTIONS, AUDIT_DAYS } from '../../lib/domain/audit.ts'
import { COMPANY_DEFAULTS } from '../../lib/domain/companies.ts'
import { read } from '../architecture/repository.ts'

describe('docs/audit.md', () => {
  const text = read('docs/audit.md')

  it('has every action with what it means, in the order of the code, and none that is not there', () => {
    const lines = [...text.matchAll(/^\| `([a-z.-]+\.[a-z-]+)` \| ([^|]+) \|/gm)].map(([, action, means]) => [
      action,
      means,
    ])
    expect(lines).toEqual(Object.entries(AUDIT_ACTIONS).map(([action, { en }]) => [action, en]))
  })

  it('says for how long entries are kept', () => {
    expect(text).toContain(
      `${COMPANY_DEFAULTS.auditDays}, or \`muster company set --audit-days\` (${AUDIT_DAYS.min} to ${AUDIT_DAYS.max})`,
    )
  })
})
