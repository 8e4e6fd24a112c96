import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { ENVIRONMENT_OF, type Capability } from '../../lib/contracts/environment.ts'
import { API_FUNCTIONS, EVENT_FUNCTIONS, PUBLIC_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { fileNameOf } from '../../lib/contracts/names.ts'

const folder = new URL('../../functions/', import.meta.url)
const sourceOf = async (path: string) => readFile(new URL(path, folder), 'utf8')

/** The parts a function may be wired to by its capabilities. Callbacks need no environment, and are a part all the same. */
function partsOf(may: readonly Capability[]): string[] {
  return [...new Set(may.map((capability) => ENVIRONMENT_OF[capability] ?? capability))].sort()
}

describe('functions/api', () => {
  it('holds one file per route and nothing else', async () => {
    const names = [...Object.keys(API_FUNCTIONS), ...Object.keys(PUBLIC_FUNCTIONS)].map(
      (name) => `${fileNameOf(name)}.ts`,
    )
    expect((await readdir(new URL('api/', folder))).sort()).toEqual(names.sort())
  })

  it.each(Object.entries(API_FUNCTIONS))(
    '%s is wired to what it may touch, reads no environment at import, and only translates',
    async (name, { may }) => {
      const path = `api/${fileNameOf(name)}.ts`
      const source = await sourceOf(path)
      expect(source.split('\n').length).toBeLessThanOrEqual(40)
      expect(source).toMatch(new RegExp(`httpHandler\\(\\s*'${name}'`))
      const wired = /wiring\(([^)]*)\)/
        .exec(source)?.[1]
        ?.split(',')
        .map((part) => part.trim())
      expect(wired?.sort()).toEqual(partsOf(may))
      const module = (await import(new URL(path, folder).pathname)) as Record<string, unknown>
      expect(typeof module['handler']).toBe('function')
    },
  )
})

describe('functions/events', () => {
  it('has a file of at most 40 lines per event', async () => {
    for (const name of Object.keys(EVENT_FUNCTIONS)) {
      const source = await sourceOf(`events/${fileNameOf(name)}.ts`)
      expect(source.split('\n').length).toBeLessThanOrEqual(40)
      expect(source).toMatch(/export (const|async function) handler/)
    }
  })
})
