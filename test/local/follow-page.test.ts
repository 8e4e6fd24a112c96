import { describe, expect, it } from '@jest/globals'
import { followPage } from '../../local/follow-page.ts'

describe('the page behind a mail’s link', () => {
  it('names the command that answers, in the language of the browser', () => {
    expect(followPage('/approvals/01ABC', 'de-AT,de;q=0.9')?.text).toMatch(
      /lang="de"[\s\S]*decide --approval 01ABC import/,
    )
    expect(followPage('/approvals/01ABC', undefined)?.text).toMatch(/lang="en"[\s\S]*changed nothing/)
    expect(followPage('/imports/01ABC', 'fr')?.text).toContain('imports summary 01ABC')
    expect(followPage('/restores/01ABC', 'en')?.text).toContain('restores show 01ABC')
  })

  it('serves no other path, and nothing that is no id', () => {
    for (const path of [
      '/',
      '/approvals/',
      '/approvals/a/b',
      '/approvals/%3Cscript%3E',
      '/users/01ABC',
      '/approvals/a?x=1',
    ]) {
      expect(followPage(path, 'en')).toBeUndefined()
    }
  })
})
