import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, matchesGlob, relative } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import ts from 'typescript'
import { buildWeb, INPUTS } from '../../cdk/web.ts'

const DAY_MS = 24 * 60 * 60 * 1000

let root: string
let outdir: string

const write = async (path: string, text: string): Promise<void> => {
  await mkdir(join(root, path, '..'), { recursive: true })
  await writeFile(join(root, path), text)
}
const names = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/')).toSorted()

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'muster-build-web-'))
  outdir = join(root, 'dist/web')
  await symlink(join(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'))
  await write('package-lock.json', '{}')
  await write('lib/contracts/words.ts', `export const words: string[] = ${JSON.stringify(Array(200).fill('word'))}`)
  await write('web/vite.config.ts', 'export default { root: import.meta.dirname }')
  await write('web/index.html', '<!doctype html><script type="module" src="/main.ts"></script>')
  await write(
    'web/main.ts',
    `import { words } from '../lib/contracts/words.ts'\ndocument.title = words.join(' ') + process.env.NODE_ENV`,
  )
})

afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

describe('building the web application', () => {
  it('makes its files, compressed as well, for production whatever the caller is', async () => {
    const built = await buildWeb(root)
    expect(built.startsWith(outdir)).toBe(true)
    const files = await names(built)
    const script = files.find((name) => /^assets\/index-[\w-]{8}\.js$/.test(name)) ?? ''
    expect(files).toEqual(['assets', script, `${script}.br`, `${script}.gz`, 'index.html'])
    const text = await readFile(join(built, script))
    expect(text.toString()).toContain('production')
    expect(brotliDecompressSync(await readFile(join(built, `${script}.br`)))).toEqual(text)
    expect(gunzipSync(await readFile(join(built, `${script}.gz`)))).toEqual(text)
    expect(process.env.NODE_ENV).toBe('test')
  })

  it('knows of everything the pages import, so that no change of it is missed', () => {
    const repository = join(import.meta.dirname, '../..')
    const { config } = ts.readConfigFile(join(repository, 'web/tsconfig.json'), (path) => ts.sys.readFile(path))
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, join(repository, 'web'))
    const imported = ts
      .createProgram(fileNames, options)
      .getSourceFiles()
      .map(({ fileName }) => relative(repository, fileName))
      .filter((path) => !path.includes('node_modules/'))
    expect(imported.length).toBeGreaterThan(200)
    expect(imported.filter((path) => !INPUTS.some((glob) => matchesGlob(path, glob)))).toEqual([])
  })

  it('does it once for the same sources, and anew when they change', async () => {
    const first = await buildWeb(root)
    const { ino, mtimeMs } = await stat(join(first, 'index.html'))
    expect(await buildWeb(root)).toBe(first)
    expect(await stat(join(first, 'index.html'))).toMatchObject({ ino, mtimeMs })
    for (const [path, text] of [
      ['lib/contracts/words.ts', `export const words = ['other']`],
      ['web/new.txt', ''],
      ['package-lock.json', '{"lockfileVersion":3}'],
    ] as const) {
      const before = await buildWeb(root)
      await write(path, text)
      expect(await buildWeb(root)).not.toBe(before)
      expect(existsSync(before)).toBe(true)
    }
  })

  it('leaves nothing half behind: not when the sources are broken, and not when it was killed before', async () => {
    await write('web/main.ts', `import './nowhere.ts'`)
    await expect(buildWeb(root)).rejects.toThrow(/cannot be built:[\s\S]*nowhere\.ts/)
    expect(await readdir(outdir)).toEqual([])
    await mkdir(join(outdir, 'unfinished-x/assets'), { recursive: true })
    await write('web/main.ts', 'document.title = 1')
    expect(await names(await buildWeb(root))).toContain('index.html')
  })

  it('does not keep for later what was made of sources that changed meanwhile', async () => {
    const plugin = `{ name: 'editor', closeBundle: () => writeFileSync(import.meta.dirname + '/new.txt', 'new') }`
    await write(
      'web/vite.config.ts',
      `import { writeFileSync } from 'node:fs'\nexport default { root: import.meta.dirname, plugins: [${plugin}] }`,
    )
    const mixed = await buildWeb(root)
    const settled = await buildWeb(root)
    expect(settled).not.toBe(mixed)
    expect(await buildWeb(root)).toBe(settled)
    for (const folder of [mixed, settled]) expect(existsSync(join(folder, 'index.html'))).toBe(true)
  })

  it('gives two that ask at once the same', async () => {
    const [one, other] = await Promise.all([buildWeb(root), buildWeb(root)])
    expect(one).toBe(other)
    expect(await readdir(outdir)).toEqual([one.slice(outdir.length + 1)])
  })

  it('removes what nobody used for long, and keeps what somebody did', async () => {
    const used = await buildWeb(root)
    const ago = new Date(Date.now() - 40 * DAY_MS)
    await mkdir(join(outdir, 'unfinished-x'))
    for (const name of await readdir(outdir)) await utimes(join(outdir, name), ago, ago)
    await buildWeb(root)
    await write('web/new.txt', '')
    const built = await buildWeb(root)
    expect((await readdir(outdir)).map((name) => join(outdir, name)).toSorted()).toEqual([used, built].toSorted())
  })
})
