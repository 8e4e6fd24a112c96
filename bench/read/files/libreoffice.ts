import { execFile } from 'node:child_process'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What LibreOffice says of its version, or undefined where it is not installed. */
export async function libreOfficeVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await run('soffice', ['--version'], { timeout: 60_000 })
    return /LibreOffice ([\d.]+)/.exec(stdout)?.[1] ?? stdout.trim()
  } catch {
    return undefined
  }
}

/** Has LibreOffice read a workbook and write it as what the ending of `path` says. Its settings are not touched. */
export async function convert(source: string, path: string, seconds: number): Promise<void> {
  const folder = await mkdtemp(join(dirname(path), 'libreoffice-'))
  const settings = pathToFileURL(join(folder, 'settings')).href
  const ending = extname(path)
  try {
    await run(
      'soffice',
      ['--headless', `-env:UserInstallation=${settings}`, '--convert-to', ending.slice(1), '--outdir', folder, source],
      { timeout: seconds * 1000, killSignal: 'SIGKILL' },
    )
    await rename(join(folder, basename(source, extname(source)) + ending), path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
