import { readFile, rm, writeFile } from 'node:fs/promises'
import { isSystemError } from './system-error.ts'

/** Thrown when another process has the data folder. */
export class FolderInUseError extends Error {
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by process ${pid}. Stop it first, or give another folder with --data.`)
    this.name = 'FolderInUseError'
  }
}

/**
 * Takes a data folder for this process. The lock of a process that is gone (killed, or before a restart of the machine)
 * is taken over.
 * @param path the lock file; its folder exists
 * @returns a function that gives the folder back
 * @throws FolderInUseError
 */
export async function lockFolder(path: string, folder: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${await startOf(process.pid)}`
  for (;;) {
    try {
      await writeFile(path, mine, { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error
    }
    const holder = await readFile(path, 'utf8').catch(() => '')
    const pid = Number(holder.split(' ')[0])
    if (await isHeld(holder, pid)) throw new FolderInUseError(folder, pid)
    await rm(path, { force: true })
  }
}

/** Whether the process that wrote the lock still runs, and is not another one that got its number. */
async function isHeld(holder: string, pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return false
  const [, start] = holder.split(' ')
  return start === undefined || start === '' || start === (await startOf(pid))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return isSystemError(error, 'EPERM')
  }
}

/** When a process began, in ticks since the machine did; empty where the system does not tell (it is not Linux). */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
