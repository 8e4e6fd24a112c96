import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { WARNINGS } from '../../lib/readers/warnings.ts'

it('docs/warnings.md lists every warning once, with what to do as the file says it', () => {
  const text = readFileSync(new URL('../../docs/warnings.md', import.meta.url), 'utf8')
  const lines = [...text.matchAll(/^\| `([a-z-]+)` \| (.+) \| (.+) \|$/gm)].map(([, code, , advice]) => [code, advice])
  expect(lines).toEqual(Object.entries(WARNINGS))
})
