import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { read, utils, write } from 'xlsx'
import type { Client } from '../../lib/contracts/client.ts'
import { ANNA, BJOERN, settled } from './product.ts'
import { setStage } from './stage.ts'
import {
  allCustomers,
  beginFromHome,
  button,
  choose,
  decision,
  download,
  LONG,
  MESSY,
  sendFile,
  tab,
  turnOf,
  type Customer,
} from './wizard.ts'

const stage = setStage()

const IDA = 'ida.moser@nordwind.example'

let api: Client
let folder: string
beforeAll(async () => {
  api = await stage.product().as(ANNA)
  folder = await mkdtemp(join(tmpdir(), 'muster-wizard-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a person does with the file of rejected rows: looks for the customer and types something better. */
const CORRECTIONS: readonly (readonly [customer: string, column: string, value: string | number])[] = [
  ['K-01044', 'Firmenname', 'Neue Firma'],
  ['K-01045', 'Intervall', 7],
  ['K-01046', 'letzter Besuch', '28.02.2026'],
  ['K 01/050', 'Kd.Nr.', 'K-01050'],
  ['K-01015', 'Mitarbeiter', IDA],
  ['K-01016', 'Mitarbeiter', BJOERN],
  ['K-01017', 'Mitarbeiter', 'carla.rossi@nordwind.example'],
]

/** Opens the downloaded file, corrects it, and saves it under another name. */
async function corrected(bytes: Buffer): Promise<string> {
  const book = read(bytes, { cellDates: true })
  const sheet = book.Sheets['Kunden']
  if (sheet === undefined) throw new Error('The file of rejected rows has no sheet Kunden')
  const table: (string | number | Date | undefined)[][] = utils.sheet_to_json(sheet, { header: 1 })
  const titles = table.find((row) => row.includes('Kd.Nr.')) ?? []
  for (const [customer, title, value] of CORRECTIONS) {
    const found = table.filter((row) => row[titles.indexOf('Kd.Nr.')] === customer)
    expect([customer, found.length, titles.includes(title)]).toEqual([customer, 1, true])
    for (const row of found) row[titles.indexOf(title)] = value
  }
  const path = join(folder, 'corrected.xlsx')
  const saved = utils.book_new()
  utils.book_append_sheet(saved, utils.aoa_to_sheet(table, { cellDates: true }), 'Kunden')
  await writeFile(path, new Uint8Array(write(saved, { type: 'buffer', bookType: 'xlsx' }) as Buffer))
  return path
}

/** What is said of a field in the first row of the preview that has this title. */
async function seeField(page: Page, title: string, field: string, value: string): Promise<void> {
  const row = page.getByRole('table', { name: /^Preview for/ }).getByRole('row', { name: new RegExp(title) })
  const more = row.getByRole('button', { name: new RegExp(title), expanded: false })
  if ((await more.count()) > 0) await more.click()
  const shown = row.locator('div', { has: page.getByRole('term').getByText(field, { exact: true }) }).last()
  await shown.getByRole('definition').getByText(value).waitFor()
}

/** Waits until the file was assigned so many times, and the users are asked for. */
async function roundOf(importId: string, round: number): Promise<void> {
  while ((await settled(api, importId)).round < round);
}

const records = async (): Promise<Customer[]> => [...(await allCustomers(api)).values()].flat()
const keysOf = (customers: readonly Customer[]) => customers.map(({ fields }) => fields['externalId']).toSorted()

let first: string
let second: string
let afterFirst: readonly Customer[]

test('messy.xlsx: a wrong mapping is seen in the preview and mended, values get their user, and the rest can be downloaded', async () => {
  const { page, context, faults } = await stage.visit('/')
  first = await beginFromHome(page, MESSY)

  // Somebody takes the remark for the contact person.
  await tab(page, 'Columns').click()
  await choose(page, 'Field for the column “Bemerkung”', /^Contact person/)
  await button(page, 'Continue with these settings').click()

  await page.getByRole('heading', { name: 'The file has 121 rows' }).waitFor(LONG)
  await page.getByText('114 + 4 + 3 + 0 = 121').waitFor()
  await button(page, 'Yes, Ida Moser').click()
  // This page is slow to look, and sees nothing of the assigning in between.
  await page.route(`**/v1/imports/${first}`, async (route) => {
    await roundOf(first, 2)
    await route.fallback()
  })
  await button(page, 'Use 1 correction').click()
  await page.getByText('116 + 2 + 3 + 0 = 121').waitFor(LONG)
  await page.unroute(`**/v1/imports/${first}`)
  await button(page, 'Go on').click()

  // The preview shows it, and nothing is written yet: back, another field, and the preview is right.
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await seeField(page, 'Gärtnerei Schäfer GmbH', 'Contact person', 'Bitte vorher anrufen.')
  await page.getByText('Settings can be changed. Nothing is imported yet.').waitFor()
  await decision(page, 'Back').click()
  await tab(page, 'Columns').waitFor(LONG)
  await tab(page, 'Columns').click()
  await choose(page, 'Field for the column “Bemerkung”', /^Note/)
  await button(page, 'Continue with these settings').click()
  // Whom the misspelt value means is still known.
  await page.getByText('116 + 2 + 3 + 0 = 121').waitFor(LONG)
  expect(await button(page, 'Yes, Ida Moser').count()).toBe(0)
  await button(page, 'Go on').click()
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await seeField(page, 'Gärtnerei Schäfer GmbH', 'Note', 'Bitte vorher anrufen.')
  expect(await page.getByText('Contact person', { exact: true }).count()).toBe(0)
  expect(await records()).toEqual([])

  await decision(page, 'Import').click()
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await page.getByText(/^rejected \(1\)$/).click()
  await page.getByText('Column “Mail”').waitFor()
  await page
    .getByRole('table', { name: /^Preview for/ })
    .getByText('kein-email', { exact: false })
    .first()
    .waitFor()
  await decision(page, 'Skip').click()
  await turnOf(page, 'David Weiß').waitFor(LONG)
  await decision(page, 'Import all users').click()
  await button(page.getByRole('dialog'), 'Import 6 users').click()
  await page.getByText('The import is completed').waitFor(LONG)
  const { totals } = await api.getSummary({ path: { importId: first } })
  const { created, rejected, skipped, unassigned } = totals
  expect([rejected, unassigned, created + rejected + skipped + unassigned]).toEqual([4, 5, 121])
  await page.getByText(`${created} + ${rejected} + ${skipped} + ${unassigned} = 121 rows of the file`).waitFor()
  await page.getByText('4 rows were not written. 5 rows belong to no user.').waitFor()
  afterFirst = await records()
  expect(afterFirst).toHaveLength(created)
  expect(afterFirst.filter(({ fields }) => fields['contactPerson'] !== undefined)).toEqual([])

  // The downloaded file is corrected and uploaded again: it brings its settings along.
  const { name, bytes } = await download(page, 'Rejected rows (Excel)')
  expect(name).toBe('messy - rejected rows.xlsx')
  await page.getByRole('link', { name: 'Upload the corrected file' }).click()
  await page.getByText('Settings from the file messy.xlsx').waitFor()
  second = await sendFile(page, await corrected(bytes))
  await page.getByRole('heading', { name: 'The file has 9 rows' }).waitFor(LONG)
  await button(page, 'Go on').click()
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await page.getByText('1 new for Björn Lange.').waitFor()
  await decision(page, 'Import all users').click()
  await button(page.getByRole('dialog'), /^Import \d users$/).click()
  await page.getByText('The import is completed').waitFor(LONG)
  await page.getByText('7 + 2 = 9 rows of the file: none is missing.').waitFor()

  // Only the corrected rows were touched: everything else is what it was, to the last digit.
  const now = await records()
  const isNew = ({ lastImport }: Customer) => lastImport?.importId === second
  expect(keysOf(now.filter(isNew))).toEqual(
    ['K-01015', 'K-01016', 'K-01017', 'K-01044', 'K-01045', 'K-01046', 'K-01050'].toSorted(),
  )
  expect(now.filter((record) => !isNew(record))).toEqual(afterFirst)
  expect(faults).toEqual([])
  await context.close()
})

test('after that: the second import is undone, and one user is put back to before the first', async () => {
  expect([first, second]).toEqual([expect.any(String), expect.any(String)])
  const { page, context, faults } = await stage.visit(`/imports/${second}`)
  await page.getByRole('link', { name: 'Undo this import' }).click()
  await button(page, 'See what would change').click()
  await page.getByText('7 records will go into the recycle bin').waitFor(LONG)
  await button(page, 'Undo now …').click()
  const undo = page.getByRole('dialog', { name: 'Undo now?' })
  await undo.getByLabel('To confirm, type “Nordwind”').fill('Nordwind')
  await button(undo, 'Undo').click()
  await page.getByText(/^Done\. Afterwards every record was checked/).waitFor(LONG)
  const before = await allCustomers(api)
  expect([...before.values()].flat()).toEqual(afterFirst)

  await page.goto(`${stage.product().url}/imports/${first}`)
  await page.getByRole('link', { name: 'Restore everything from before' }).click()
  await page.getByRole('radio', { name: 'Only some users' }).check()
  await page.getByRole('combobox', { name: 'Users' }).fill('björn')
  await page.getByRole('option', { name: /Björn Lange/ }).click()
  await page.keyboard.press('Escape')
  await button(page, 'See what would change').click()
  await page.getByText(/ will be taken away, because they were not there yet$/).waitFor(LONG)
  await button(page, 'Restore now …').click()
  const dialog = page.getByRole('dialog', { name: 'Restore now?' })
  expect(await button(dialog, 'Restore').isDisabled()).toBe(true)
  await dialog.getByLabel(`To confirm, type “${BJOERN}”`).fill(BJOERN)
  await button(dialog, 'Restore').click()
  await page.getByText(/^Done\. Afterwards every record was compared/).waitFor(LONG)
  expect(await allCustomers(api)).toEqual(new Map([...before, [BJOERN, []]]))
  expect(faults).toEqual([])
  await context.close()
})
