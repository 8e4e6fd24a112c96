import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '../../lib/contracts/client.ts'
import { ANNA, BJOERN, CARLA } from './product.ts'
import { setStage } from './stage.ts'
import {
  accountOf,
  allCustomers,
  beginAsSuggested,
  beginFromHome,
  button,
  CUSTOMERS,
  decision,
  decisionsOf,
  endImports,
  importOf,
  LONG,
  sendFile,
  tab,
  turnOf,
} from './wizard.ts'

const stage = setStage()

const STORAGE = '**/s3/**'
const OTTO = 'otto.berg@nordwind.example'

let api: Client
let folder: string
beforeAll(async () => {
  api = await stage.product().as(ANNA)
  await api.createUser({ body: { email: OTTO, firstName: 'Otto', lastName: 'Berg', level: 'administrator' } })
  folder = await mkdtemp(join(tmpdir(), 'muster-troubles-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

afterEach(() => endImports(api))

/** A file of these customers. */
async function fileOf(name: string, rows: readonly (readonly [email: string, ...fields: string[]])[]): Promise<string> {
  const lines = rows.map((fields) => fields.join(';'))
  const path = join(folder, name)
  await writeFile(path, ['E-Mail;Kundennummer;Name;Straße;PLZ;Ort', ...lines].join('\n'))
  return path
}

test('the connection breaks in the middle of the upload: the file is sent by itself as soon as it is back', async () => {
  // Takes the first bytes of the file, and hangs up.
  const broken = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
  await once(broken.listen(0, '127.0.0.1'), 'listening')
  const { port } = broken.address() as AddressInfo
  const { page, context } = await stage.visit('/imports/new')
  await page.route(STORAGE, (route) => route.continue({ url: `http://127.0.0.1:${port}/` }))
  const importId = await sendFile(page, CUSTOMERS)
  await page.getByText('The connection was lost').waitFor()
  // Still lost: sending it again by hand ends the same way.
  await button(page, 'Send the file again').click()
  await page.getByText('The connection was lost').waitFor()
  await context.setOffline(true)
  await page.getByText('No connection to the server.').waitFor(LONG)
  expect((await api.getImport({ path: { importId } })).status).toBe('awaiting-upload')

  await page.unroute(STORAGE)
  await context.setOffline(false)
  await tab(page, 'File').waitFor(LONG)
  await page.getByRole('cell', { name: 'Kundennummer' }).waitFor()
  expect(importOf(page)).toBe(importId)
  broken.close()
  await context.close()
})

test('somebody else takes over in the middle: both pages follow each other, and the first may be closed', async () => {
  const anna = await stage.visit('/')
  const id = await beginFromHome(anna.page, CUSTOMERS)
  const otto = await stage.visit('/', { email: OTTO, locale: 'de-AT', size: { width: 390, height: 844 } })
  await otto.page.getByText('Er wartet auf Einstellungen', { exact: false }).waitFor(LONG)
  await otto.page.getByRole('link', { name: 'Weitermachen' }).click()
  await button(otto.page, 'Mit diesen Einstellungen fortfahren').click(LONG)

  // Anna's page goes on by itself, and says why.
  await anna.page.getByText(/^Otto Berg decided on .*: settings given\.$/).waitFor(LONG)
  await anna.page.getByRole('heading', { name: 'The file has 400 rows' }).waitFor(LONG)
  await otto.page.getByRole('heading', { name: 'Die Datei hat 400 Zeilen' }).waitFor(LONG)
  await anna.page.getByRole('checkbox', { name: 'Import Hugo Meier' }).uncheck()
  await button(anna.page, 'Go on').click()
  await turnOf(otto.page, 'Björn Lange').waitFor(LONG)
  await turnOf(anna.page, 'Björn Lange').waitFor(LONG)
  await decision(anna.page, 'Import').click()
  await turnOf(otto.page, 'Carla Rossi').waitFor(LONG)
  await anna.context.close()

  await decision(otto.page, 'Überspringen').click()
  await turnOf(otto.page, 'David Weiß').waitFor(LONG)
  await decision(otto.page, 'Alle importieren').click()
  await button(otto.page.getByRole('dialog'), '5 Benutzer importieren').click()
  await otto.page.getByText('Der Import ist abgeschlossen').waitFor(LONG)
  await otto.page.getByText('300 + 50 + 50 = 400 Zeilen der Datei: Keine fehlt.').waitFor()
  expect(await decisionsOf(api, id)).toEqual(['Anna Huber: import', 'Otto Berg: skip', 'Otto Berg: import-all'])
  await otto.context.close()
})

test('a customer goes to another user with its appointments, as the preview says', async () => {
  const given = [[BJOERN, 'T-1', 'Bäckerei Kern', 'Gasse 1', '1010', 'Wien']] as const
  const before = await fileOf('before.csv', given)
  await beginAsSuggested(stage.product(), before, { selection: 'all', decide: 'import-all' })
  const bjoern = await accountOf(api, BJOERN)
  await api.createRecord({
    path: { userId: bjoern.id, type: 'appointments' },
    body: {
      fields: { subject: 'Tasting', customer: 'T-1', earliestBegin: '2027-01-11T09:00:00', durationMinutes: 30 },
    },
  })

  const { page, context, faults } = await stage.visit('/')
  const moved = await fileOf('moved.csv', [[CARLA, 'T-1', 'Bäckerei Kern', 'Gasse 2', '1010', 'Wien']])
  await beginFromHome(page, moved)
  await tab(page, 'Columns').click()
  await page.getByRole('radio', { name: 'Move it to the user in the file' }).check()
  await page.getByRole('checkbox', { name: 'Its appointments' }).check()
  await button(page, 'Continue with these settings').click()
  await page.getByRole('heading', { name: 'The file has 1 row' }).waitFor(LONG)
  await button(page, 'Go on').click()

  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await page.getByRole('img', { name: 'Preview for Carla Rossi: 1 transferred' }).waitFor()
  const rows = page.getByRole('table', { name: 'Preview for Carla Rossi' })
  await rows.getByText(`Comes over from ${BJOERN}, and is gone there.`).first().waitFor()
  await rows.getByRole('deletion').getByText('Gasse 1').waitFor()
  await rows.getByRole('insertion').getByText('Gasse 2').waitFor()
  await rows.getByText('Tasting', { exact: true }).waitFor()
  await page.getByText('1 transferred, 1 beside the rows for Carla Rossi.').waitFor()
  await decision(page, 'Import').click()
  await page.getByText('The import is completed').waitFor(LONG)
  await page.getByText('1 customer went from one user to another.').waitFor()

  const has = async (email: string, type: 'customers' | 'appointments', title: string) => {
    const { id } = await accountOf(api, email)
    await page.goto(`${stage.product().url}/users/${id}/records/${type}?search=${encodeURIComponent(title)}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page
      .getByText(/^Loading/)
      .first()
      .waitFor({ state: 'hidden' })
    const { records } = await api.listRecords({ path: { userId: id, type }, query: { limit: 1000 } })
    const isThere = records.some(({ fields }) => fields[type === 'customers' ? 'name' : 'subject'] === title)
    if (isThere) await page.getByRole('link', { name: title }).first().waitFor(LONG)
    return isThere
  }
  expect(await has(CARLA, 'customers', 'Bäckerei Kern')).toBe(true)
  expect(await has(CARLA, 'appointments', 'Tasting')).toBe(true)
  expect(await has(BJOERN, 'customers', 'Bäckerei Kern')).toBe(false)
  expect(await has(BJOERN, 'appointments', 'Tasting')).toBe(false)
  expect(faults).toEqual([])
  await context.close()
})

test('a storage that fails in the middle: the import says so, and goes on where it stopped', async () => {
  const names = ['bjoern.lange', 'carla.rossi', 'david.weiss'].map((name) => `${name}@nordwind.example`)
  const file = await fileOf(
    'storage.csv',
    names.flatMap((email, user) =>
      [1, 2].map((row) => [email, `S-${user}-${row}`, `Kunde ${row}`, 'Gasse 1', '1010', 'Wien'] as const),
    ),
  )
  const { id } = await beginAsSuggested(stage.product(), file, { selection: 'all' })
  const { id: last } = await accountOf(api, 'david.weiss@nordwind.example')
  const { page, context } = await stage.visit(`/imports/${id}`)
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await decision(page, 'Import').click()
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  const mend = await stage.product().breakStorage(`%/${id}/%/rows/${last}.ndjson.gz`)
  await decision(page, 'Import all users').click()
  await button(page.getByRole('dialog'), 'Import 2 users').click()
  await page
    .getByText('2 users are imported, and stay so. The import can go on where it stopped.')
    .waitFor({ timeout: 120_000 })
  expect((await api.getImport({ path: { importId: id } })).status).toBe('failed')
  await mend()

  await button(page, 'Go on where it stopped').click()
  await page.getByText('The import is completed').waitFor(LONG)
  await page.getByText('6 = 6 rows of the file: none is missing.').waitFor()
  const written = [...(await allCustomers(api)).values()]
    .flat()
    .filter(({ fields }) => /^S-/.test(String(fields['externalId'])))
  expect(written.map(({ version }) => version)).toEqual([1, 1, 1, 1, 1, 1])
  await context.close()
})
