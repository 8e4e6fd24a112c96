import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

const NOT_OURS = new Set(['node_modules', 'dist', 'cdk.out', 'coverage', '.git', '.muster'])

/** Paths of files below a folder of the repository, relative to its root, with `/`. */
export function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .filter((path) => pattern.test(path) && !path.split('/').some((part) => NOT_OURS.has(part)))
    .toSorted()
}

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Every document, wherever it lies. */
export const documents = (): string[] => filesBelow('.', /\.md$/)

/** Runs a tool of the repository with this Node, in its root. */
export function runTool(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
}
