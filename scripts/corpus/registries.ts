import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Source } from './manifest.ts'

const exec = promisify(execFile)
const LARGE_OUTPUT = { maxBuffer: 64 * 1024 * 1024 }

type Download = (source: Source, scratch: string) => Promise<string>

/**
 * Brings a source's archive from its registry, through the registry's own client as it is set up on this computer.
 * @param target the file to write
 * @throws Error with the client's words if it cannot be had
 */
export async function download(source: Source, target: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'muster-corpus-'))
  try {
    await copyFile(await CLIENTS[source.registry](source, scratch), target)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const CLIENTS: Readonly<Record<Source['registry'], Download>> = {
  debian: fromDebian,
  npm: async ({ package: name, version, archive }, scratch) => {
    await exec('npm', ['pack', '--silent', `${name}@${version}`, '--pack-destination', scratch])
    return join(scratch, archive)
  },
  pypi: async ({ package: name, version, archive }, scratch) => {
    await exec('pip', ['download', '-q', '--no-deps', '--no-binary', ':all:', '-d', scratch, `${name}==${version}`])
    return join(scratch, archive)
  },
  crates: fromCrates,
}

/** Source packages, with the package lists in a folder of our own: nothing of the system changes. */
async function fromDebian({ package: name, archive }: Source, scratch: string): Promise<string> {
  const lists = join(scratch, 'lists')
  const sources = join(scratch, 'source.sources')
  await mkdir(join(lists, 'partial'), { recursive: true })
  await writeFile(sources, await debianSources())
  const options = [
    ['Dir::Etc::SourceList', sources],
    ['Dir::Etc::SourceParts', '-'],
    ['Dir::State::Lists', lists],
    ['Dir::Cache', scratch],
    ['APT::Sandbox::User', ''],
  ].flatMap(([option, value]) => ['-o', `${option}=${value}`])
  await exec('apt-get', [...options, '-qq', 'update'], LARGE_OUTPUT)
  const { stdout } = await exec('apt-get', [...options, 'source', '--print-uris', '--only-source', name], LARGE_OUTPUT)
  const line = stdout.split('\n').find((text) => text.split(' ')[1] === archive)
  const uri = line?.split(' ')[0]?.replaceAll("'", '')
  if (uri === undefined) throw new Error(`This release of Debian has no ${archive}`)
  const target = join(scratch, archive)
  await exec('/usr/lib/apt/apt-helper', [...options, 'download-file', uri, target], LARGE_OUTPUT)
  return target
}

/** The system's own package sources, turned into sources of source packages. */
async function debianSources(): Promise<string> {
  const folder = '/etc/apt/sources.list.d'
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sources'))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  if (texts.length === 0) throw new Error(`There is no .sources file in ${folder}`)
  return texts.map((text) => text.replaceAll(/^Types:.*$/gm, 'Types: deb-src')).join('\n')
}

async function fromCrates({ package: name, version, archive }: Source, scratch: string): Promise<string> {
  await mkdir(join(scratch, 'src'))
  await writeFile(join(scratch, 'src', 'lib.rs'), '')
  await writeFile(
    join(scratch, 'Cargo.toml'),
    `[package]\nname = "corpus"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n${name} = "=${version}"\n`,
  )
  const home = join(scratch, 'home')
  await exec('cargo', ['fetch', '--quiet'], { cwd: scratch, env: { ...process.env, CARGO_HOME: home } })
  const cache = join(home, 'registry', 'cache')
  for (const registry of await readdir(cache)) {
    if ((await readdir(join(cache, registry))).includes(archive)) return join(cache, registry, archive)
  }
  throw new Error(`The registry of crates has no ${archive}`)
}
