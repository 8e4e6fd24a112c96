import { existsSync } from 'node:fs'
import { glob, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { ROOT } from '../../cdk/build.ts'
import { bundleFunctions } from '../../cdk/bundle.ts'
import { FUNCTION_ENTRIES } from '../../cdk/functions.ts'

describe('bundleFunctions', () => {
  let root: string

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'muster-bundle-'))
    await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'))
    await mkdir(join(root, 'lib'))
    await writeFile(join(root, 'lib/shared.ts'), "export const shared: string = 'what all of them use'\n")
    for (const { path } of FUNCTION_ENTRIES) {
      const file = join(root, 'functions', `${path}.ts`)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(
        file,
        `import { shared } from '../../lib/shared.ts'\nexport const handler = async () => '${path}: ' + shared\n`,
      )
    }
  })
  afterEach(() => rm(root, { recursive: true }))

  it('makes a module that runs, with its source map, for each function, and keeps what they share once', async () => {
    const out = join(root, 'out')
    await bundleFunctions(root, out)
    for (const { path } of FUNCTION_ENTRIES) {
      expect(existsSync(join(out, path, 'index.mjs.map'))).toBe(true)
      const { handler } = await import(join(out, path, 'index.mjs'))
      await expect(handler()).resolves.toBe(`${path}: what all of them use`)
    }
    await expect(Array.fromAsync(glob('shared/*.mjs', { cwd: out }))).resolves.toHaveLength(1)
  })

  it('gives CommonJS dependencies their require', async () => {
    await writeFile(join(root, 'lib/old.cjs'), "exports.separator = require('node:path').sep\n")
    await writeFile(
      join(root, 'functions/api/get-me.ts'),
      "import old from '../../lib/old.cjs'\nexport const handler = async () => old.separator\n",
    )
    await bundleFunctions(root, join(root, 'out'))
    const { handler } = await import(join(root, 'out/api/get-me/index.mjs'))
    await expect(handler()).resolves.toBe('/')
  })

  it('names the function that has no file', async () => {
    await rm(join(root, 'functions/workflow/claim.ts'))
    await expect(bundleFunctions(root, join(root, 'out'))).rejects.toThrow('functions/workflow/claim.ts')
  })
})

it('has a file for each function of the contracts, and no other', async () => {
  const files = await Array.fromAsync(glob('functions/*/*.ts', { cwd: ROOT }))
  expect(files.toSorted()).toEqual(FUNCTION_ENTRIES.map(({ path }) => `functions/${path}.ts`).toSorted())
})
