import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRewrite } from '../../../local/web/edge-function.ts'

describe('the function that rewrites paths', () => {
  const rewrite = createRewrite(readFileSync(join(import.meta.dirname, '../../../cdk/rewrite.js'), 'utf8'))

  it.each([
    ['/', '/index.html'],
    ['/imports/01JABC', '/index.html'],
    ['/approvals/a.b/c', '/index.html'],
    ['/imports/01JABC/', '/index.html'],
    ['/index.html', '/index.html'],
    ['/config.json', '/config.json'],
    ['/assets/index-1a2b3c4d.js', '/assets/index-1a2b3c4d.js'],
    ['/..%2f..%2fpackage.json', '/..%2f..%2fpackage.json'],
  ])('makes %s to %s', (path, expected) => {
    expect(rewrite(path)).toBe(expected)
  })
})

describe('a function of the template', () => {
  it('runs with nothing around it, and not for ever', () => {
    expect(() => createRewrite('function handler() { return { uri: process.cwd() } }')('/')).toThrow(/process/)
    expect(() => createRewrite('function handler() { for (;;); }')('/')).toThrow(/timed out/)
  })

  it('has to go on with the request: answers of its own are not supported', () => {
    expect(() => createRewrite('function handler() { return { statusCode: 302 } }')('/')).toThrow(/uri/)
  })

  it('may be missing', () => {
    expect(createRewrite(undefined)('/a')).toBe('/a')
  })
})
