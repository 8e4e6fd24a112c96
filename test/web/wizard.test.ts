import { importConfiguration } from '../../lib/contracts/configuration.ts'
import type { Client } from '../../lib/contracts/client.ts'
import { ANNA, BJOERN } from './product.ts'
import { setStage } from './stage.ts'
import {
  accountOf,
  allCustomers,
  beginFromHome,
  button,
  CUSTOMERS,
  decision,
  decisionsOf,
  download,
  LONG,
  numbersOf,
  turnOf,
} from './wizard.ts'

const stage = setStage()

let api: Client
beforeAll(async () => {
  api = await stage.product().as(ANNA)
})

test('customers.xlsx from the first page to a summary of all 400 rows, one user left out and one skipped', async () => {
  // Björn has one of the customers already, in a town that is written otherwise.
  const bjoern = await accountOf(api, BJOERN)
  await api.createRecord({
    path: { userId: bjoern.id, type: 'customers' },
    body: { fields: { externalId: 'K-00000', name: 'Café Strauß & Co. KG', zip: '06108', city: 'Halle/Saale' } },
  })
  const { page, context, faults } = await stage.visit('/')
  const id = await beginFromHome(page, CUSTOMERS)

  // What was found, with its evidence; the suggested settings are taken as they are.
  await page.getByRole('cell', { name: 'Kundennummer' }).waitFor()
  await button(page, 'Continue with these settings').click()

  await page.getByRole('heading', { name: 'The file has 400 rows' }).waitFor(LONG)
  await page.getByRole('checkbox', { name: 'Import Hugo Meier' }).uncheck()
  await page.getByText('7 users with 350 of 400 rows are chosen.').waitFor()
  await button(page, 'Go on').click()

  // Counts, rows, the difference, the filter and the search of the first preview.
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await page.getByRole('img', { name: 'Preview for Björn Lange: 49 created, 1 updated' }).waitFor()
  const rows = page.getByRole('table', { name: 'Preview for Björn Lange' })
  await rows
    .getByRole('cell', { name: /^Café Strauß & Co\. KG/ })
    .first()
    .waitFor()
  await page.getByText('50 shown: that is all.').waitFor()
  await page.getByText(/^updated \(1\)$/).click()
  await page.getByText('1 shown: that is all.').waitFor()
  await rows.getByRole('deletion').getByText('Halle/Saale').waitFor()
  await rows.getByRole('insertion').getByText('Halle (Saale)').waitFor()
  await page.getByText(/^All \(50\)$/).click()
  await page.getByLabel('Search').fill('K-00008')
  await page.getByText('1 shown: that is all.').waitFor()
  await page.getByLabel('Search').fill('no such row')
  await page.getByText('There is no such row.').waitFor()
  await page.getByLabel('Search').fill('')
  await page.getByText('50 shown: that is all.').waitFor()
  expect((await allCustomers(api)).get(BJOERN)).toHaveLength(1)

  await page.getByText('49 new, 1 updated for Björn Lange.').waitFor()
  await decision(page, 'Import').click()
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await page.getByText('Björn Lange: 49 created, 1 updated.').waitFor()
  await decision(page, 'Skip').click()
  await turnOf(page, 'David Weiß').waitFor(LONG)

  // Whoever double-clicks by habit is asked once, and decides once.
  await decision(page, 'Import all users').dblclick()
  const dialog = page.getByRole('dialog', { name: 'Import 5 users?' })
  await dialog.getByText('4 more users with 200 rows are imported without a preview.').waitFor()
  await dialog.getByRole('button', { name: 'Import 5 users' }).dblclick()
  await page.getByText('The import is completed').waitFor(LONG)
  expect(await decisionsOf(api, id)).toEqual(['import', 'skip', 'import-all'].map((action) => `Anna Huber: ${action}`))
  const written = [...(await allCustomers(api)).values()].flat()
  expect(written).toHaveLength(300)
  expect(written.filter(({ version }) => version !== 1).map(({ fields }) => fields['externalId'])).toEqual(['K-00000'])

  // The picture and the table say the same, and add up.
  const parts = { created: 299, updated: 1, skipped: 50, 'left out': 50 }
  const words = Object.entries(parts).map(([word, count]) => `${count} ${word}`)
  await page.getByRole('img', { name: `All rows of customers.xlsx: ${words.join(', ')}` }).waitFor()
  await page.getByText('299 + 1 + 50 + 50 = 400 rows of the file: none is missing.').waitFor()
  const table = await numbersOf(page.getByRole('table', { name: 'By user (8)' }))
  expect(Object.fromEntries(table.get('Sum') ?? [])).toEqual({ rows: 400, ...parts })
  const lines = [...table].filter(([name]) => name !== 'Sum').map(([, numbers]) => numbers)
  expect(lines).toHaveLength(8)
  for (const name of ['rows', ...Object.keys(parts)]) {
    expect(lines.reduce((sum, line) => sum + (line.get(name) ?? NaN), 0)).toBe(table.get('Sum')?.get(name))
  }
  for (const line of lines) {
    const [all, ...each] = line.values()
    expect(each.reduce((sum, count) => sum + count, 0)).toBe(all)
  }

  const configuration = await download(page, 'Download the configuration')
  expect(configuration.name).toBe('customers-configuration.json')
  expect(importConfiguration.parse(JSON.parse(configuration.bytes.toString()))).toEqual(
    (await api.getImport({ path: { importId: id } })).configuration,
  )
  await page.getByText('No row was rejected.').waitFor()
  expect(faults).toEqual([])
  await context.close()
})
