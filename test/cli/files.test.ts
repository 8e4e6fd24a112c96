import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { readConfiguration } from '../../cli/files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('reads a configuration that an editor saved with a byte order mark', async () => {
  const configuration = {
    version: 1,
    recordType: 'customers',
    sheet: 'CSV',
    headerRow: 1,
    mode: 'create',
    assignment: { by: 'email', column: 'Rep' },
    mapping: [{ column: 'Name', field: 'name', update: 'overwrite', empty: 'keep' }],
    notation: { decimal: '.', dateOrder: 'dmy' },
  }
  const path = join(folder, 'configuration.json')
  await writeFile(path, `\u{FEFF}${JSON.stringify(configuration)}`)
  expect(await readConfiguration(path)).toEqual(configuration)
})
