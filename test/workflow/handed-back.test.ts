import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { stringify } from 'csv-stringify/sync'
import { BJOERN, settings } from './customer-files.ts'
import { begin, recordsOf, until } from './driving.ts'
import { ANNA, settle } from './people.ts'
import { createWorld, type World } from './world.ts'

const NOTE = '- Parkplatz im Hof'
const configuration = settings({
  mapping: [...settings().mapping, { column: 'Note', field: 'note', update: 'overwrite', empty: 'keep' }],
})

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
