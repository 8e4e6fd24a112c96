import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { AnswerOf, Client } from '../../lib/contracts/client.ts'
import { ANNA, BJOERN } from './product.ts'
import { setStage } from './stage.ts'
import { accountOf, beginAsSuggested, button, CUSTOMERS, LONG } from './wizard.ts'

const stage = setStage()

let api: Client
let importId: string
let bjoern: AnswerOf<'listUsers'>['users'][number]

beforeAll(async () => {
  const product = stage.product()
  api = await product.as(ANNA)
  bjoern = await accountOf(api, BJOERN)
  await importCustomers()
})

/** Nothing is left running by a test for the next one. */
afterEach(async () => {
  for (;;) {
    const { restores } = await api.listRestores()
    const { restorePoints } = await api.listRestorePoints()
    const isQuiet =
      restores.every(({ status }) => status !== 'running') && restorePoints.every(({ status }) => status !== 'securing')
    if (isQuiet) return
    await pause(200)
  }
})

async function importCustomers(): Promise<void> {
  const item = await beginAsSuggested(stage.product(), CUSTOMERS, { selection: 'all', decide: 'import-all' })
  expect(item.status).toBe('completed')
  importId = item.id
}

const customersOf = async (userId: string) =>
  (await api.listRecords({ path: { userId, type: 'customers' }, query: { limit: 1000 } })).records

const pointBefore = async (madeFor: string) => {
  const { restorePoints } = await api.listRestorePoints()
  const point = restorePoints.find((one) => one.madeFor === madeFor)
  if (point === undefined) throw new Error(`There is no restore point before ${madeFor}`)
  return point
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

test('one user is put back by keyboard: the dry run says what the restore then does, and the wrong word does nothing', async () => {
  const asBjoern = await stage.product().as(BJOERN)
  const [first] = await customersOf(bjoern.id)
  const path = { userId: bjoern.id, type: 'customers' } as const
  await asBjoern.updateRecord({
    path: { ...path, recordId: first?.id ?? '' },
    body: { fields: { note: 'rings twice' } },
  })
  const point = await pointBefore(importId)
  const { page, faults, context } = await stage.visit('/restore-points')

  await page.getByRole('link', { name: /Restore to customers\.xlsx/ }).press('Enter')
  await heading(page, 'Restore: customers.xlsx').waitFor()
  await page.getByRole('radio', { name: 'The whole company' }).focus()
  await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('radio', { name: 'Only some users' }).isChecked()).toBe(true)
  expect(await button(page, 'See what would change').isDisabled()).toBe(true)
  await page.getByRole('combobox', { name: 'Users' }).focus()
  await page.keyboard.type('björn')
  await page.getByRole('option', { name: /Björn Lange/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await button(page, 'See what would change').press('Enter')

  // Whose work goes, in numbers; the same after a reload, for it stands in the address.
  await heading(page, 'What would change').waitFor(LONG)
  await page.reload()
  await heading(page, 'What would change').waitFor(LONG)
  await page.getByText('50 records will be taken away, because they were not there yet').waitFor()
  await page.getByText(/^49 records by the import customers\.xlsx/).waitFor()
  await page.getByText(/^1 record by Björn Lange/).waitFor()
  await page.getByText(/entered since, last by Björn Lange/).waitFor()
  expect(await customersOf(bjoern.id)).toHaveLength(50)

  await button(page, 'Restore now …').press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Restore now?' })
  await dialog.getByText('50 records will be taken away, because they were not there yet').waitFor()
  const word = dialog.getByLabel(`To confirm, type “${BJOERN}”`)
  await word.fill('Nordwind')
  await word.press('Enter')
  expect(await dialog.getByRole('button', { name: 'Restore' }).isDisabled()).toBe(true)
  await pause(500)
  expect((await api.listRestores()).restores.filter(({ dryRun }) => !dryRun)).toEqual([])

  await word.fill(BJOERN)
  await word.press('Enter')
  await page.getByText(/^Done\. Afterwards every record was compared/).waitFor(LONG)
  await page.getByText('50 records were taken away, because they were not there yet').waitFor()
  const restore = await api.getRestore({ path: { restoreId: idIn(page) } })
  expect(restore).toMatchObject({ restorePointId: point.id, asked: [bjoern.id], counts: { removed: 50, conflicts: 0 } })
  expect(await customersOf(bjoern.id)).toEqual([])

  // The restore itself is taken back, with nobody's work at stake: a dialog without typing.
  await page.getByRole('link', { name: 'Undo this …' }).click()
  await button(page, 'See what would change').click()
  await page.getByText('50 records that are gone will be there again').waitFor(LONG)
  await button(page, 'Undo now …').click()
  const confirm = page.getByRole('dialog', { name: 'Undo now?' })
  expect(await confirm.getByRole('textbox').count()).toBe(0)
  await confirm.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByText(/^Done\. Afterwards every record was checked/).waitFor(LONG)
  expect(await customersOf(bjoern.id)).toHaveLength(50)
  expect(faults).toEqual([])
  await context.close()
})

test('an import is undone and what was edited since stays; a second time is refused and explained', async () => {
  const kept = (await customersOf(bjoern.id)).find(({ fields }) => fields['note'] === 'rings twice')
  const asBjoern = await stage.product().as(BJOERN)
  await asBjoern.updateRecord({
    path: { userId: bjoern.id, type: 'customers', recordId: kept?.id ?? '' },
    body: { fields: { note: 'rings thrice' } },
  })
  const { page, faults, context } = await stage.visit(`/imports/${importId}/undo`)
  await button(page, 'See what would change').click()
  await page.getByText('399 records will go into the recycle bin').waitFor(LONG)
  await page.getByText(/^1 record will stay as it is/).waitFor()

  // What stays, alone: by whom it was edited, and which field.
  await page.getByRole('combobox', { name: 'What happens' }).click()
  await page.getByRole('option', { name: 'stays', exact: true }).click()
  await page.getByText(/: edited since, last by Björn Lange/).waitFor()
  expect(new URL(page.url()).searchParams.get('action')).toBe('kept')

  await button(page, 'Undo now …').click()
  const dialog = page.getByRole('dialog', { name: 'Undo now?' })
  await dialog.getByLabel('To confirm, type “Nordwind”').fill('nordwind')
  await dialog.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByText(/^Done\. Afterwards every record was checked/).waitFor(LONG)
  const undoId = idIn(page)
  expect((await customersOf(bjoern.id)).map(({ id }) => id)).toEqual([kept?.id])

  const download = page.waitForEvent('download')
  await button(page, 'CSV').click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)

  await page.goto(`${stage.product().url}/imports/${importId}/undo`)
  await page.getByText('Undone for 8 users').waitFor()
  await button(page, 'See what would change').click()
  await page.getByText('This import was undone already.').waitFor()
  await page.getByRole('link', { name: 'See the undo' }).last().click()
  await heading(page, 'Undo of the import of customers.xlsx').waitFor()
  expect(idIn(page)).toBe(undoId)
  expect(faults).toEqual([])
  await context.close()
})

test('a restore point is made by hand, renamed, pinned, not deleted, unpinned and deleted', async () => {
  const { page, faults, context } = await stage.visit('/restore-points')
  await button(page, 'Make a restore point').click()
  const making = page.getByRole('dialog', { name: 'Make a restore point' })
  await making.getByLabel('Name').fill('Before the new price list')
  // A double click makes one.
  await making.getByRole('button', { name: 'Make a restore point' }).dblclick()
  const card = (name: string) => page.getByRole('article', { name: new RegExp(`^${name}`) })
  await card('Before the new price list')
    .getByText(/Kept until/)
    .waitFor(LONG)
  expect(await card('Before the new price list').count()).toBe(1)

  const choose = async (name: string, item: string) => {
    await button(page, new RegExp(`^More for ${name}`)).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Before the new price list', 'Rename …')
  await page.getByRole('dialog').getByLabel('Name').fill('Prices of May')
  await page.keyboard.press('Enter')
  await card('Prices of May').waitFor()
  await choose('Prices of May', 'Pin: keep until deleted')
  await card('Prices of May').getByText('Pinned: kept until it is deleted').waitFor()

  await choose('Prices of May', 'Delete …')
  const pinned = page.getByRole('dialog', { name: 'This restore point is pinned' })
  await pinned.getByRole('button', { name: 'Unpin' }).click()
  await pinned.waitFor({ state: 'hidden' })
  await card('Prices of May')
    .getByText(/Kept until/)
    .waitFor()
  await choose('Prices of May', 'Delete …')
  await page.getByRole('dialog', { name: 'Delete this restore point?' }).getByRole('button', { name: 'Delete' }).click()
  await card('Prices of May').waitFor({ state: 'detached', timeout: 60_000 })
  expect((await api.listRestorePoints({ query: { reason: 'by-hand' } })).restorePoints).toEqual([])

  // The filter stands in the address.
  await page.getByRole('combobox', { name: 'Made' }).click()
  await page.getByRole('option', { name: 'By hand' }).click()
  await page.getByText('There are no restore points of this kind.').waitFor()
  await page.reload()
  await page.getByText('There are no restore points of this kind.').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('restores and undos are found again, dry runs only on demand', async () => {
  const { page, context } = await stage.visit('/restores')
  await page.getByRole('link', { name: 'Undo of the import of customers.xlsx' }).waitFor()
  expect(await page.getByText('dry run', { exact: true }).count()).toBe(0)
  await page.getByLabel('Show dry runs too').check()
  await page.getByText('dry run', { exact: true }).first().waitFor()
  await page.reload()
  await page.getByText('dry run', { exact: true }).first().waitFor()
  await context.close()
})

test('the audit trail is filtered by action, person and id, says where a request came from, and refusals', async () => {
  await api.undoImport({ path: { importId }, body: {} }).catch(() => undefined)
  const { page, faults, context } = await stage.visit('/audit')
  const list = page.getByRole('list', { name: 'Entries, newest first' })
  await list.getByText('Anna Huber wanted to begin an undo').waitFor()
  await list.getByText('there was nothing to undo').waitFor()
  await button(page, /^Details of: Anna Huber wanted to begin an undo/).click()
  await page.getByText('127.0.0.1').waitFor()

  await page.getByRole('combobox', { name: 'Action' }).click()
  await page.getByRole('option', { name: 'Restore begun' }).click()
  // Before it is filtered the list has this entry too, among others.
  await list.getByRole('listitem').nth(1).waitFor({ state: 'detached' })
  await list.getByText('Anna Huber began a restore').waitFor()
  expect(await list.getByRole('listitem').count()).toBe(1)
  await page.reload()
  await list.getByText('Anna Huber began a restore').waitFor()
  expect(await list.getByRole('listitem').count()).toBe(1)

  await page.getByRole('combobox', { name: 'Person' }).click()
  await page.getByRole('option', { name: 'Carla Rossi' }).click()
  await page.getByText('No entry fits these filters.').waitFor()
  await button(page, 'Clear the filters').click()
  await page.getByLabel('ID').fill(importId)
  await page.keyboard.press('Enter')
  await list.getByText('Anna Huber began an import').waitFor()
  await list.getByText('An import was completed').waitFor()

  // A period that is over before anything was done.
  await page.goto(`${stage.product().url}/audit?from=2020-01-01&to=2020-01-31`)
  await page.getByText('No entry fits these filters.').waitFor()
  await button(page, /^Period: .*Jan.* 2020 – /).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('an import is undone for one user alone, and what else runs is named with the way to it', async () => {
  await importCustomers()
  const { users } = await api.listUsers()
  const numberOf = async (start: string) =>
    (await customersOf(users.find(({ email }) => email.startsWith(start))?.id ?? '')).length
  expect([await numberOf('carla'), await numberOf('david')]).toEqual([50, 50])

  const { page, faults, context } = await stage.visit(`/imports/${importId}/undo`)
  await page.getByRole('radio', { name: 'Only some users' }).check()
  await page.getByRole('combobox', { name: 'Users' }).fill('carla')
  await page.getByRole('option', { name: /Carla Rossi/ }).click()
  await page.keyboard.press('Escape')
  await button(page, 'See what would change').click()
  await heading(page, 'What would change').waitFor(LONG)

  // Meanwhile somebody begins an import, which holds the company.
  const other = await stage.product().begin(CUSTOMERS)
  await button(page, 'Undo now …').click()
  const dialog = page.getByRole('dialog', { name: 'Undo now?' })
  const word = dialog.getByLabel('To confirm, type “carla.rossi@nordwind.example”')
  await word.fill('carla.rossi@nordwind.example')
  await word.press('Enter')
  await dialog.getByText(/^An import by Anna Huber has been running since/).waitFor()
  expect(await dialog.getByRole('link', { name: 'To the import' }).getAttribute('href')).toBe(`/imports/${other.id}`)
  expect(await numberOf('carla')).toBe(50)

  await api.cancelImport({ path: { importId: other.id } })
  while ((await api.getImport({ path: { importId: other.id } })).endedAt === undefined) await pause(200)
  await word.press('Enter')
  await page.getByText(/^Done\. Afterwards every record was checked/).waitFor(LONG)
  expect([await numberOf('carla'), await numberOf('david')]).toEqual([0, 50])
  expect(faults).toEqual([])
  await context.close()
})

test('in German, and who is no administrator sees their own and is not offered what they may not do', async () => {
  const { page, faults, context } = await stage.visit('/audit', { email: BJOERN, locale: 'de-AT' })
  await page.getByText(/^Sie sehen, was Sie selbst getan haben/).waitFor()
  expect(await page.getByLabel('Person').count()).toBe(0)
  await button(page, 'Zeitraum: Jederzeit').click()
  await button(page, /^Nächster Monat/).waitFor()
  await page.keyboard.press('Escape')

  await page.goto(`${stage.product().url}/restore-points`)
  await page.getByText(/^Sie sehen die Wiederherstellungspunkte Ihrer eigenen Importe/).waitFor()
  expect(await button(page, 'Wiederherstellungspunkt erstellen').count()).toBe(0)
  const point = await pointBefore(importId)
  await page.goto(`${stage.product().url}/restore-points/${point.id}/restore`)
  await page.getByText(/^Nur Administratoren können wiederherstellen/).waitFor()
  expect(faults).toEqual([])
  await context.close()
})
