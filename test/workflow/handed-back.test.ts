import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { stringify } from 'csv-stringify/sync'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { begin, recordsOf, until } from './driving.ts'
import { ANNA, settle } from './people.ts'
import { createWorld, type World } from './world.ts'

const BJOERN = { email: 'bjoern.lange@nordwind.example', userId: 'user-1' }
const NOTE = '- Parkplatz im Hof'
const overwrite = { update: 'overwrite', empty: 'keep' } as const
const configuration: ImportConfiguration = {
  version: 1,
  recordType: 'customers',
  sheet: 'CSV',
  headerRow: 1,
  mode: 'update',
  assignment: { by: 'email', column: 'Rep' },
  mapping: [
    { column: 'No', field: 'externalId', update: 'key', empty: 'keep' },
    { column: 'Name', field: 'name', ...overwrite },
    { column: 'Zip', field: 'zip', ...overwrite },
    { column: 'City', field: 'city', ...overwrite },
    { column: 'Note', field: 'note', ...overwrite },
  ],
  notation: { decimal: '.', dateOrder: 'ymd' },
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.stop())

it('rejected rows that come back as CSV have no apostrophe that their file did not have', async () => {
  await settle(world, 'company-1')
  const api = world.as(ANNA, 'company-1')
  const rows = [
    ['Rep', 'No', 'Name', 'Zip', 'City', 'Note'],
    [BJOERN.email, 'A-1', '', '1010', 'Wien', NOTE],
  ]
  const body = { configuration, selection: 'all', decide: 'import-all' } as const
  const importId = await begin(api, Buffer.from(stringify(rows)), body)
  await until(api, importId, 'completed')
  const { body: download } = await api.getRejectedRows({ path: { importId }, query: { format: 'csv' } })
  const text = await new Response(download).text()
  expect(text).toContain(`,'${NOTE}`)
  const corrected = Buffer.from(text.replace('A-1,,', 'A-1,One,'))
  await until(api, await begin(api, corrected, { selection: 'all', decide: 'import-all', suggested: {} }), 'completed')
  const [record] = await recordsOf(api, BJOERN.userId)
  expect(record?.fields).toMatchObject({ name: 'One', note: NOTE })
})
