import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Client } from '../../lib/contracts/client.ts'
import { importConfiguration } from '../../lib/contracts/configuration.ts'
import { ANNA, GRETA, SAMPLES, settled } from './product.ts'
import { setStage } from './stage.ts'
import {
  beginAsSuggested,
  beginUpload,
  button,
  choose,
  CUSTOMERS,
  endImports,
  importOf,
  LONG,
  MESSY,
  tab,
} from './wizard.ts'

const stage = setStage()

const STORAGE = '**/s3/**'

let api: Client
let folder: string
beforeAll(async () => {
  api = await stage.product().as(ANNA)
  folder = await mkdtemp(join(tmpdir(), 'muster-settings-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

afterEach(() => endImports(api))

async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}

test('from nothing to settings that were mended: header row, missing field, values read as something else', async () => {
  const { page, context, faults } = await stage.visit('/imports/new')
  await beginUpload(page, MESSY)
  await tab(page, 'File').waitFor(LONG)
  const importId = importOf(page)
  await page.getByText('because row 52 says 23.4.26').waitFor()
  await page.getByText('Numbers instead of text in "Postleitzahl"').waitFor()

  // A wrong header row, and back: nothing is lost.
  await button(page, 'Use row 5 as column titles').click()
  await tab(page, 'Columns').click()
  await page.getByText('K-01000', { exact: true }).waitFor()
  await page.getByText('Fields that every record needs are missing').waitFor()
  await tab(page, 'File').click()
  await button(page, 'Use row 4 as column titles').click()
  await tab(page, 'Columns').click()
  await page.getByText('"Kd.Nr." is a usual name for External ID.').waitFor()

  // What is missing is named, and mended at once.
  await choose(page, 'Field for the column “Firmenname”', 'Do not import')
  await page.getByText('Fields that every record needs are missing').waitFor()
  await page.getByRole('radio', { name: 'Only new records' }).click()
  await page.getByText('No column is mapped to Name').waitFor()
  await tab(page, 'Columns 1 to mend').waitFor()
  await button(page, 'Show what is to be mended').waitFor()
  await choose(page, 'Field for the column “aktiv?”', /^External ID/)
  await tab(page, 'Check').click()
  await button(page, 'Show what is to be mended (2)').click()
  await page.locator('input:focus[aria-label="Field for the column “aktiv?”"]').waitFor()
  await choose(page, 'Field for the column “aktiv?”', 'Do not import')
  await choose(page, 'Column for Name', /^Firmenname/)
  // Said at the column and at the button, and for a moment at one of them.
  await page.getByText('No column is mapped to Name').first().waitFor({ state: 'hidden' })
  await page.getByRole('radio', { name: 'Update', exact: true }).click()

  // A value is read as something else, and the first rows show it. A reload loses nothing.
  await button(page, 'More about the column “Kat.”').click()
  await button(page, 'Add a replacement').click()
  await page.getByLabel('The cell says').fill('A')
  await page.getByLabel('read as').fill('Top')
  await page.reload()
  await button(page, 'More about the column “Kat.”').click()
  expect(await page.getByLabel('read as').inputValue()).toBe('Top')
  await tab(page, 'Check').click()
  const rows = page.getByRole('table', { name: 'The first rows as they would be imported' })
  await rows.getByRole('cell', { name: 'Top' }).first().waitFor()
  await page.getByText('The settings fit the file.').waitFor()

  await button(page, 'Continue with these settings').click()
  await page.getByRole('heading', { name: 'The file has 121 rows' }).waitFor(LONG)
  const { configuration } = await api.getImport({ path: { importId } })
  expect(configuration).toMatchObject({ headerRow: 4, mode: 'update', assignment: { column: 'Mitarbeiter' } })
  expect(configuration?.mapping).toContainEqual({
    column: 'Kat.',
    field: 'priority',
    update: 'overwrite',
    empty: 'keep',
    replacements: [{ from: 'A', to: 'Top' }],
  })
  expect(configuration?.mapping.filter(({ field }) => field === 'name')).toHaveLength(1)
  expect(faults).toEqual([])
  await context.close()
})

test('a connection that is lost during the upload: sent again without choosing the file anew', async () => {
  const { page, context } = await stage.visit('/imports/new')
  await page.route(STORAGE, (route) => route.abort('connectionreset'))
  await beginUpload(page, CUSTOMERS)
  await page.getByText('The connection was lost').waitFor()
  await page.unroute(STORAGE)
  await button(page, 'Send the file again').click()
  await tab(page, 'File').waitFor(LONG)
  await page.getByRole('cell', { name: 'Kundennummer' }).waitFor()
  await context.close()
})

test('a file of which nothing is known asks for everything, and can still be mapped', async () => {
  const file = join(folder, 'unknown.csv')
  await writeFile(file, 'x;y;z;w\nHuber;1010;Wien;bjoern.lange@nordwind.example\n')
  const { page, context } = await stage.visit('/imports/new')
  await beginUpload(page, file)
  await tab(page, 'Columns').waitFor(LONG)
  await tab(page, 'Columns').click()
  await page.getByText('No column goes into a field yet.').first().waitFor()
  await choose(page, 'Column for Name', /^x/)
  await choose(page, 'Column for ZIP', /^y/)
  await choose(page, 'Column for City', /^z/)
  await button(page, 'Continue with these settings').click()
  await page.getByRole('heading', { name: 'The file has 1 row' }).waitFor(LONG)
  await context.close()
})

test('an upload goes on beside other pages, and can be stopped', async () => {
  const { page, context } = await stage.visit('/imports/new')
  await page.route(STORAGE, () => undefined) // storage that takes for ever
  await beginUpload(page, CUSTOMERS)
  await page.getByRole('progressbar', { name: 'Upload of customers.xlsx' }).waitFor()
  const path = new URL(page.url()).pathname
  await page.getByRole('link', { name: 'Users and records' }).click()
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor()

  // Closing the window would stop it: the browser asks.
  const asked = page.waitForEvent('dialog')
  const closing = page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await closing

  await page.goBack()
  await page.getByRole('progressbar', { name: 'Upload of customers.xlsx' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(path)
  await button(page, 'Stop and cancel the import').click()
  await page
    .getByText(/cancelled/i)
    .first()
    .waitFor()
  const item = await api.getImport({ path: { importId: path.split('/').at(-1) ?? '' } })
  expect(item.status).toBe('cancelled')
  await context.close()
})

test('a file that was lost with the server is sent by itself once the server is back', async () => {
  const { page, context } = await stage.visit('/imports/new')
  await page.route(STORAGE, (route) => route.abort('connectionreset'))
  await beginUpload(page, CUSTOMERS)
  await page.getByText('The connection was lost').waitFor()
  await page.route(/\/v1\//, (route) => route.abort('connectionrefused'))
  await page.getByText('This page goes on by itself as soon as the connection is back.').waitFor(LONG)
  await page.unroute(STORAGE)
  await page.unroute(/\/v1\//)
  await tab(page, 'File').waitFor(LONG)
  await context.close()
})

test('after a reload the file is gone: what to do is said, and the import begun again as it was', async () => {
  const { page, context } = await stage.visit('/imports/new?type=tasks')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.route(STORAGE, () => undefined)
  await beginUpload(page, join(SAMPLES, 'tasks.ods'))
  await page.getByRole('progressbar').waitFor()
  await page.reload()
  await page.getByText('This import waits for its file').waitFor()
  await button(page, 'Cancel and begin again').click()
  await page.getByRole('heading', { level: 1, name: 'New import' }).waitFor()
  expect(await page.getByRole('radio', { name: 'Tasks' }).isChecked()).toBe(true)
  await context.close()
})

test('files that cannot be imported are refused before anything is sent, and so is a second import', async () => {
  const empty = join(folder, 'empty.xlsx')
  const large = join(folder, 'large.csv')
  await writeFile(empty, '')
  await writeFile(large, Buffer.alloc(31.5 * 1024 * 1024, 'a'))
  const { page, context } = await stage.visit('/imports/new')
  const input = page.locator('form input[type=file]').last()
  await input.setInputFiles(empty)
  await page.getByText('“empty.xlsx” is empty').waitFor()
  expect(await button(page, 'Upload the file').isDisabled()).toBe(true)
  await input.setInputFiles(large)
  await page.getByText('“large.csv” is too large').waitFor()

  const { id } = await stage.product().begin(MESSY)
  await page.getByText('An import is running').waitFor(LONG)
  await page.getByText('Anna Huber began it').waitFor()
  await page.getByRole('link', { name: 'To this import' }).click()
  await tab(page, 'File').waitFor()
  expect(new URL(page.url()).pathname).toBe(`/imports/${id}`)
  await context.close()
})

test('whoever was refused because of another import goes on when it is over, or is told to try again', async () => {
  const { page, context } = await stage.visit('/imports/new')
  const greta = await stage.visit('/imports/new', { email: GRETA })
  // Begun between two looks.
  await page.route(/\/v1\/imports\?/, (route) => route.fulfill({ json: { imports: [] } }))
  const { id } = await stage.product().begin(MESSY)
  for (const window of [greta.page, page]) {
    await window.locator('form input[type=file]').last().setInputFiles(MESSY)
    await button(window, 'Upload the file').click()
    await window.getByText('An import is running').waitFor(LONG)
  }
  await greta.page.getByText('Upload the file again when it is over.').waitFor()
  await page.unroute(/\/v1\/imports\?/)
  await page.getByRole('button', { name: 'Upload the file', disabled: true }).waitFor()

  await api.cancelImport({ path: { importId: id } })
  await page
    .getByText('An import is running')
    .first()
    .waitFor({ state: 'hidden', ...LONG })
  await button(greta.page, 'Upload the file').click()
  await greta.page.getByRole('heading', { level: 1, name: 'Import of messy.xlsx' }).waitFor(LONG)
  await Promise.all([context.close(), greta.context.close()])
})

test('where the column that said whose a row is has gone, another one is asked for', async () => {
  const { id: before, suggestion } = await stage.product().begin(CUSTOMERS)
  await api.cancelImport({ path: { importId: before } })
  const assignment = { by: 'employee-number', column: 'Mitarbeiter' } as const
  const configuration = importConfiguration.parse({ ...suggestion?.configuration, assignment })
  await settled(api, before)
  const { id } = await stage.product().begin(CUSTOMERS, { configuration })
  const { page, context } = await stage.visit(`/imports/${id}`)
  await page.getByText('Now no column says whose a row is', { exact: false }).waitFor(LONG)
  await tab(page, 'Whose rows').click()
  await choose(page, 'Column', /Personalnummer/)
  await page.getByText('Now taken from “Personalnummer”.').waitFor()
  await context.close()
})

test('saved settings that no longer fit say what became of each column; they are saved and chosen by their name', async () => {
  const { suggestion } = await stage.product().begin(MESSY)
  const configuration = importConfiguration.parse(suggestion?.configuration)
  const older = {
    ...configuration,
    mapping: configuration.mapping.map((entry) =>
      entry.column === 'Firmenname'
        ? { ...entry, column: 'Firma' }
        : entry.column === 'Bemerkung'
          ? { ...entry, column: 'Glosse' }
          : entry,
    ),
  }
  const { id } = await api.createConfiguration({ body: { name: 'From the ERP', configuration: older } })
  const { imports } = await api.listImports()
  await api.cancelImport({ path: { importId: imports[0]?.id ?? '' } })

  const { page, context } = await stage.visit(`/imports/new?configuration=${id}`)
  await page.getByRole('combobox', { name: 'Saved settings' }).waitFor(LONG)
  expect(await page.getByRole('combobox', { name: 'Saved settings' }).inputValue()).toBe('From the ERP')
  await button(page, 'Choose a file …').waitFor()
  await beginUpload(page, MESSY)
  await page.getByText('The saved settings no longer fit this file in every point').waitFor(LONG)
  await page.getByText('Now taken from “Firmenname”').waitFor()
  await page.getByText('Glosse', { exact: true }).waitFor()

  // Somebody else's changes are not overwritten unseen; under a new name they may stand beside.
  await button(page, 'Save or load settings').click()
  await page.getByRole('menuitem', { name: 'Save these settings …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save these settings' })
  await dialog.getByLabel('Name', { exact: true }).fill('from the erp')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('There is a saved configuration "From the ERP" already.').waitFor()
  await dialog.getByRole('radio', { name: 'In place of “From the ERP”, with which this import began' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Saved as “From the ERP”.').waitFor()
  const saved = await api.getConfiguration({ path: { configurationId: id } })
  expect(saved.revision).toBe(2)
  expect(saved.configuration.mapping.map(({ column }) => column)).toContain('Firmenname')
  await context.close()
})

test('settings of a file: a broken one is refused with what is wrong in it, a good one is taken', async () => {
  const broken = join(folder, 'broken.json')
  const good = join(folder, 'good.json')
  await writeFile(broken, '{"recordType": "tasks", "mode": "everything"}')
  const { suggestion } = await stage.product().begin(MESSY)
  await writeFile(good, JSON.stringify({ ...suggestion?.configuration, mode: 'update-and-delete' }))
  const { imports } = await api.listImports()
  const { page, context } = await stage.visit(`/imports/${imports[0]?.id ?? ''}?part=columns`)
  const load = async (file: string) => {
    const opened = page.waitForEvent('filechooser')
    await button(page, 'Save or load settings').click()
    await page.getByRole('menuitem', { name: 'Take settings from a file …' }).click()
    const chooser = await opened
    await chooser.setFiles(file)
    // Of a file that is held already the browser says nothing when it is chosen again, mended.
    expect(await chooser.element().inputValue()).toBe('')
  }
  await load(MESSY)
  await page.getByText('“messy.xlsx” is not a settings file').waitFor()
  await load(broken)
  await page.getByText('“broken.json” is a settings file with mistakes').waitFor()
  await page.getByText('/mode:').waitFor()
  await load(good)
  await page.getByText('What is missing from the file goes to the recycle bin').waitFor()
  expect(await page.getByRole('radio', { name: 'Update and delete' }).isChecked()).toBe(true)
  await context.close()
})

test('after Back the settings are those of before; once a user is imported, whose a row is stays so', async () => {
  const { id } = await beginAsSuggested(stage.product(), CUSTOMERS, { selection: 'all' })
  const decide = async (action: 'import' | 'back') => {
    const { waiting } = await settled(api, id)
    await api.decideUser({ path: { importId: id, userId: waiting?.userId ?? '' }, body: { action } })
    return settled(api, id)
  }
  await decide('import')
  await decide('back')
  const { page, context } = await stage.visit(`/imports/${id}?part=file`)
  await page.getByText('Users have been imported with these settings already (1 user).').waitFor(LONG)
  expect(await page.getByRole('combobox', { name: 'Worksheet' }).isDisabled()).toBe(true)
  expect(await button(page, /^Use row/).count()).toBe(0)
  await tab(page, 'Whose rows').click()
  expect(await page.getByRole('radio', { name: 'E-mail addresses of users' }).isDisabled()).toBe(true)

  // In a dialog the key of the page behind it does nothing.
  await button(page, 'Save or load settings').click()
  await page.getByRole('menuitem', { name: 'Start again from the suggestion' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start again?' })
  await dialog.waitFor()
  await page.keyboard.press('Control+Enter')
  await dialog.getByRole('button', { name: 'Cancel' }).waitFor()
  expect((await api.getImport({ path: { importId: id } })).status).toBe('awaiting-settings')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })

  await tab(page, 'Columns').click()
  await page.getByRole('radio', { name: 'Only new records' }).click()
  await button(page, 'Continue with these settings').click()
  await page.getByText('The settings are taken.').waitFor({ state: 'hidden', ...LONG })
  expect((await settled(api, id)).configuration?.mode).toBe('create')
  await context.close()
})

test('with the keyboard alone, from the new import to its users', async () => {
  const { page, context } = await stage.visit('/imports/new')
  await button(page, 'Choose a file …').waitFor()
  const focus = async (name: string | RegExp) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      const label = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      )
      if (typeof name === 'string' ? label === name : name.test(label)) return
    }
    throw new Error(`Nothing called ${String(name)} can be reached by the Tab key`)
  }
  await focus('Customers')
  // Listened for in good time: a key may be faster than what is told to the browser just before it.
  const opened = page.waitForEvent('filechooser')
  await focus('Choose a file …')
  await page.keyboard.press('Enter')
  await (await opened).setFiles(MESSY)
  await page.getByText('messy.xlsx').waitFor()
  await focus('Upload the file')
  await page.keyboard.press('Enter')
  await tab(page, 'File').waitFor(LONG)

  await focus(/^1\. File/)
  await page.keyboard.press('ArrowRight')
  await page.getByRole('heading', { name: 'What each column becomes' }).waitFor()
  await focus('Field for the column “Umsatz EUR”').catch(async () => {
    // A combobox is named by its label, which the element itself carries.
    await focus(/Umsatz EUR/)
  })
  await page.keyboard.type('Regi')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'What happens with Region in records that exist' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'The file has 121 rows' }).waitFor(LONG)
  await context.close()
})

test('nothing runs over on a phone', async () => {
  const size = { width: 390, height: 800 }
  const { page, context } = await stage.visit('/imports/new', { size, locale: 'de-AT' })
  await button(page, 'Datei wählen …').waitFor()
  expect(await isTooWide(page)).toBe(false)
  const { id } = await stage.product().begin(MESSY)
  for (const [part, text] of [
    ['file', 'Was Sie sich ansehen sollten'],
    ['columns', 'Was aus jeder Spalte wird'],
    ['assignment', 'Wem gehört eine Zeile?'],
    ['check', 'Die ersten Zeilen, wie sie importiert würden'],
  ] as const) {
    await page.goto(`${stage.product().url}/imports/${id}?part=${part}`)
    await page.getByRole('heading', { name: text }).waitFor()
    expect(await isTooWide(page)).toBe(false)
  }
  await context.close()
})
