import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FolderInUseError, lockFolder } from '../../local/lock.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'muster-lock-'))))
afterEach(() => rm(folder, { recursive: true }))

describe('the lock of a data folder', () => {
  it('is refused while its process runs, and free after it was given back', async () => {
    const path = join(folder, 'lock')
    const release = await lockFolder(path, folder)
    await expect(lockFolder(path, folder)).rejects.toBeInstanceOf(FolderInUseError)
    await release()
    expect(await readdir(folder)).toEqual([])
  })

  it.each(['999999999 1', `${process.pid} 1`, '', 'nonsense'])(
    'is taken over from "%s", which is no running process',
    async (holder) => {
      const path = join(folder, 'lock')
      await writeFile(path, holder)
      await expect(lockFolder(path, folder)).resolves.toBeInstanceOf(Function)
    },
  )
})
