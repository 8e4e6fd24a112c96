import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { glob, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify, stripVTControlCharacters } from 'node:util'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'

const ROOT = join(import.meta.dirname, '..')

/** What the pages are made of, as globs below the repository's folder. Whatever changes them changes the fingerprint. */
export const INPUTS = [
  'web/**',
  'samples/*',
  'lib/contracts/**',
  'lib/domain/**',
  'lib/sentences/**',
  'package-lock.json',
  'tsconfig.json',
  'cdk/web.ts',
]

/** Letters of the fingerprint that name a build. */
const NAME_LENGTH = 16
/** Builds that nobody used for so long, and what is left of a build that was killed, go with the next build. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000
/** Compressing less than this saves no packet. */
const SMALLEST_COMPRESSED_BYTES = 1024
const COMPRESSED = /\.(?:js|css|html|svg|json|txt|map)$/

/** Added to a file's name for the same file in a content encoding; such a file is served as the other, never deployed. */
const ENCODED = { br: '.br', gzip: '.gz' } as const

const run = promisify(execFile)

/**
 * Builds the web application into `<outdir>/<fingerprint of its sources>`, or leaves it at that if that folder is there
 * already. A folder with a fingerprint is complete: it is made under another name. Text files lie there compressed as well
 * (`.br`, `.gz`).
 *
 * @param root the repository's folder. @default - this one
 * @param outdir where builds are kept. @default - `dist/web` of the repository
 * @returns the folder with `index.html`
 * @throws Error with what Vite said if the sources cannot be built
 */
export async function buildWeb(root = ROOT, outdir = join(root, 'dist', 'web')): Promise<string> {
  const sources = await fingerprint(root)
  const built = join(outdir, sources)
  if (await wasUsedNow(built)) return built
  await mkdir(outdir, { recursive: true })
  const folder = await mkdtemp(join(outdir, 'unfinished-'))
  try {
    await runVite(root, folder)
    await compress(folder)
    // Somebody edits: this is a mixture, good for once, and not what the fingerprint says.
    if ((await fingerprint(root)) !== sources) return folder
    await rename(folder, built)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    // Another process that built the same was quicker.
    if (!(await wasUsedNow(built))) throw error
  }
  await removeUnused(outdir)
  return built
}

/** What stands for names and contents of everything the pages are made of. */
async function fingerprint(root: string): Promise<string> {
  const found = await Array.fromAsync(glob(INPUTS, { cwd: root, withFileTypes: true }))
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const path of paths.toSorted()) {
    const content = await readFile(path)
    hash.update(`${path.slice(root.length)}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex').slice(0, NAME_LENGTH)
}

/** Whether a build is there; if it is, it counts as used at this moment. */
async function wasUsedNow(built: string): Promise<boolean> {
  const now = new Date()
  return utimes(built, now, now).then(
    () => true,
    (error: unknown) => {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return false
      throw error
    },
  )
}

/**
 * In a process of its own: Vite takes from NODE_ENV which React it bundles and sets it for good, and it needs memory that a
 * server started with it would keep.
 */
async function runVite(root: string, folder: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const config = join(root, 'web', 'vite.config.ts')
  try {
    await run(
      process.execPath,
      [vite, 'build', '--config', config, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
      { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
    )
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error)
    throw new Error(`The web application cannot be built:\n${stripVTControlCharacters(said)}`, { cause: error })
  }
}

async function compress(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !COMPRESSED.test(entry.name) || (await stat(path)).size < SMALLEST_COMPRESSED_BYTES) continue
    // The quality that CDNs compress with on the way, so that what is measured here is what is loaded there.
    const brotli = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
    await Promise.all([
      pipeline(createReadStream(path), brotli, createWriteStream(`${path}${ENCODED.br}`)),
      pipeline(createReadStream(path), createGzip(), createWriteStream(`${path}${ENCODED.gzip}`)),
    ])
  }
}

async function removeUnused(outdir: string): Promise<void> {
  for (const name of await readdir(outdir)) {
    const path = join(outdir, name)
    // Another process may be removing it, or renaming it.
    const used = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    )
    if (used < Date.now() - KEPT_MS) await rm(path, { recursive: true, force: true })
  }
}
