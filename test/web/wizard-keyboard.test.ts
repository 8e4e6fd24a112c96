import type { Page } from 'playwright-core'
import type { Client } from '../../lib/contracts/client.ts'
import { ANNA } from './product.ts'
import { setStage } from './stage.ts'
import { allCustomers, CUSTOMERS, decisionsOf, importOf, LONG, turnOf } from './wizard.ts'

const stage = setStage()

/** More stops than any page has. */
const MOST_STOPS = 200

let api: Client
beforeAll(async () => {
  api = await stage.product().as(ANNA)
})

/** Presses a key until what has the focus is called this; it must be seen that it has the focus. */
async function moveTo(page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp, key = 'Tab') {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' })
  await wanted.first().waitFor(LONG)
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press(key)
    const focused = wanted.and(page.locator(':focus'))
    if ((await focused.count()) === 0) continue
    expect(await focused.evaluate((element) => element.matches(':focus-visible'))).toBe(true)
    return
  }
  throw new Error(`${role} ${String(name)} cannot be reached with the key ${key}`)
}

test('customers.xlsx with the keyboard alone, from the first page to the downloads of the summary', async () => {
  const { page, context, faults } = await stage.visit('/')
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

  // The menu is skipped; the way in is the first thing behind it.
  await moveTo(page, 'link', 'To the content')
  await press('Enter')
  await moveTo(page, 'link', 'New import')
  await press('Enter')
  await moveTo(page, 'radio', 'Customers')
  // Listened for in good time: a key may be faster than what is told to the browser just before it.
  const opened = page.waitForEvent('filechooser')
  await moveTo(page, 'button', 'Choose a file …')
  await press('Enter')
  await (await opened).setFiles(CUSTOMERS)
  await moveTo(page, 'button', 'Upload the file')
  await press('Enter')

  // Through all four parts of the settings, and one of them changed.
  await moveTo(page, 'tab', /File/)
  await press('ArrowRight')
  await page.getByRole('heading', { name: 'What each column becomes' }).waitFor()
  await moveTo(page, 'combobox', 'Field for the column “Notiz”')
  await page.keyboard.type('Do not')
  await press('ArrowDown', 'Enter')
  await moveTo(page, 'tab', /Columns/, 'Shift+Tab')
  await press('ArrowRight')
  await page.getByRole('heading', { name: 'Whose is a row?' }).waitFor()
  await press('ArrowRight')
  await page.getByText('The settings fit the file.').waitFor()
  await moveTo(page, 'button', 'Continue with these settings')
  await press('Enter')
  const id = importOf(page)

  await moveTo(page, 'checkbox', 'Import Hugo Meier')
  await press('Space')
  await page.getByText('7 users with 350 of 400 rows are chosen.').waitFor()
  await press('c')

  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await moveTo(page, 'searchbox', 'Search')
  await page.keyboard.type('K-00008')
  await page.getByText('1 shown: that is all.').waitFor()
  // What is written on is still a search, and decides nothing.
  await page.keyboard.type('is')
  await page.getByText('There is no such row.').waitFor()
  expect(await page.getByLabel('Search').inputValue()).toBe('K-00008is')
  await press('Control+A', 'Delete')
  await page.getByText('50 shown: that is all.').waitFor()
  await moveTo(page, 'button', 'Import')
  await press('Enter')
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await moveTo(page, 'button', 'Skip')
  await press('Enter')
  await turnOf(page, 'David Weiß').waitFor(LONG)
  await moveTo(page, 'button', 'Import all users')
  await press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Import 5 users?' })
  await dialog.waitFor()
  // The dialog keeps the focus, and gives it back.
  await press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Import all users' }).and(page.locator(':focus')).waitFor()
  await press('Enter')
  await moveTo(page, 'button', 'Import 5 users')
  await press('Enter')
  await page.getByText('300 + 50 + 50 = 400 rows of the file: none is missing.').waitFor(LONG)
  expect(await decisionsOf(api, id)).toEqual(['import', 'skip', 'import-all'].map((action) => `Anna Huber: ${action}`))
  const written = [...(await allCustomers(api)).values()].flat()
  expect(written).toHaveLength(300)
  expect(written.filter(({ fields }) => fields['note'] !== undefined)).toEqual([])

  await moveTo(page, 'button', 'Download the configuration')
  const downloading = page.waitForEvent('download')
  await press('Enter')
  expect((await downloading).suggestedFilename()).toBe('customers-configuration.json')
  await moveTo(page, 'link', 'Björn Lange')
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Björn Lange' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})
