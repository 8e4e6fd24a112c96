import { parse } from 'csv-parse/sync'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importConfiguration } from '../../lib/contracts/configuration.ts'
import type { AnswerOf, Client } from '../../lib/contracts/client.ts'
import { ANNA, BJOERN, settled } from './product.ts'
import { setStage } from './stage.ts'
import { beginAsSuggested, button, CUSTOMERS, endImports, LONG, MESSY, turnOf } from './wizard.ts'

const stage = setStage()

let api: Client
beforeAll(async () => {
  api = await stage.product().as(ANNA)
})

afterEach(() => endImports(api))

/** The user of this import with this e-mail address. */
async function lineOf(importId: string, email: string): Promise<AnswerOf<'listImportUsers'>['users'][number]> {
  const { users } = await api.listImportUsers({ path: { importId } })
  const line = users.find((user) => user.email === email)
  if (line === undefined) throw new Error(`${email} is not in the import`)
  return line
}

test('from values without a user over three decisions to a summary that adds up, and the rejected rows', async () => {
  const { id } = await beginAsSuggested(stage.product(), MESSY)
  const { page, context, faults } = await stage.visit(`/imports/${id}`)
  await page.getByRole('heading', { name: 'The file has 121 rows' }).waitFor(LONG)
  await page.getByText('114 + 4 + 3 + 0 = 121').waitFor()
  await page.getByText('3 values belong to no user').waitFor()

  // The sure suggestion is accepted: the file is assigned again, and its rows have a user.
  // What was said and not used yet stays over a reload.
  await button(page, 'Accept the sure suggestion').click()
  await button(page, 'Use 1 correction').waitFor()
  await page.reload()
  await button(page, 'Use 1 correction').click()
  await page.getByText('116 + 2 + 3 + 0 = 121').waitFor(LONG)
  expect((await lineOf(id, 'ida.moser@nordwind.example')).rows).toBe(14)

  // Who is left out stays so over a reload.
  await page.getByRole('checkbox', { name: 'Import Hugo Meier' }).uncheck()
  await page.getByText('7 users with 101 of 121 rows are chosen.').waitFor()
  await page.reload()
  await page.getByText('7 users with 101 of 121 rows are chosen.').waitFor()
  expect(await page.getByRole('checkbox', { name: 'Import Hugo Meier' }).isChecked()).toBe(false)
  await button(page, 'Go on').click()

  // A double click imports once, and decides nothing about the next user.
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await page.getByText('14 new for Björn Lange.').waitFor()
  await page.getByText('14 rows are left out.').waitFor()
  await page.getByText('This user and 6 more with 87 rows, without preview.').waitFor()
  await button(page, 'Import').dblclick()
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await page.getByText('Björn Lange: 14 created.').waitFor()
  expect((await lineOf(id, BJOERN)).totals).toMatchObject({ created: 14 })
  expect(await lineOf(id, 'carla.rossi@nordwind.example')).toMatchObject({ state: 'previewed' })

  await button(page, 'Skip').click()
  await turnOf(page, 'David Weiß').waitFor(LONG)
  await page.getByText(/^rejected \(1\)$/).click()
  await page.getByText('1 shown: that is all.').waitFor()
  expect(new URL(page.url()).searchParams.get('outcome')).toBe('rejected')

  await button(page, 'Import all users').click()
  const dialog = page.getByRole('dialog', { name: 'Import 5 users?' })
  await dialog.getByText('4 more users with', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Import 5 users' }).click()
  await page.getByText('The import is completed').waitFor(LONG)

  const { totals, rows } = await api.getSummary({ path: { importId: id } })
  const parts = [totals.created, totals.rejected, totals.skipped, totals.excluded, totals.unassigned]
  expect(parts.reduce((sum, count) => sum + count, 0)).toBe(rows)
  await page.getByText(`${parts.join(' + ')} = ${rows} rows of the file: none is missing.`).waitFor()
  await page
    .getByRole('row', { name: /^Sum/ })
    .getByRole('columnheader', { name: String(rows), exact: true })
    .waitFor()

  const downloading = page.waitForEvent('download')
  await button(page, 'Rejected rows (CSV)').click()
  const file = await readFile(await (await downloading).path(), 'utf8')
  const lines: string[][] = parse(file, { bom: true, delimiter: ';', relax_column_count: true })
  expect(lines.filter(([first]) => first === id)).toHaveLength(totals.rejected + totals.unassigned)

  await page.getByRole('link', { name: 'David Weiß' }).click()
  await page.getByRole('heading', { level: 1, name: 'David Weiß' }).waitFor()
  await page.getByText(/^rejected \(1\)$/).waitFor()
  await page.getByRole('link', { name: 'To the import of messy.xlsx' }).click()
  await page.getByText('The import is completed').waitFor()

  // The corrected file is imported with the same settings.
  await page.getByRole('link', { name: 'Upload the corrected file' }).click()
  await page.getByRole('heading', { level: 1, name: 'New import' }).waitFor()
  await page.getByText('Settings from the file messy.xlsx').waitFor()
  expect(faults).toEqual([])
  await context.close()
}, 300_000)

test('Back opens the settings again, and who is imported stays so', async () => {
  const { id } = await beginAsSuggested(stage.product(), CUSTOMERS, { selection: 'all' })
  const { page, context } = await stage.visit(`/imports/${id}`)
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await page.getByText('Settings can be changed. Nothing is imported yet.').waitFor()
  await button(page, 'Import').click()
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await page.getByText('Settings can be changed. 1 user already imported stays imported.').waitFor()
  await button(page, 'Back').click()
  await turnOf(page, 'Carla Rossi').waitFor({ state: 'hidden', ...LONG })
  expect((await settled(api, id)).status).toBe('awaiting-settings')
  expect(await lineOf(id, BJOERN)).toMatchObject({ state: 'imported' })
  await context.close()
}, 180_000)

test('whoever was left out stays so after Back, also for somebody at another window', async () => {
  const { id } = await beginAsSuggested(stage.product(), CUSTOMERS)
  const { page, context } = await stage.visit(`/imports/${id}`)
  await page.getByRole('checkbox', { name: 'Import Carla Rossi' }).uncheck()
  await button(page, 'Go on').click()
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await button(page, 'Back').click()
  await button(page, 'Continue with these settings').click()
  const other = await stage.visit(`/imports/${id}`)
  for (const window of [page, other.page]) {
    await window.getByText('7 users with 350 of 400 rows are chosen.').waitFor(LONG)
    expect(await window.getByRole('checkbox', { name: 'Import Carla Rossi' }).isChecked()).toBe(false)
  }
  // Whoever is wanted after all is chosen by hand, and is no longer left out.
  await page.getByRole('checkbox', { name: 'Import Carla Rossi' }).check()
  await button(page, 'Go on').click()
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  expect(await lineOf(id, 'carla.rossi@nordwind.example')).toMatchObject({ state: 'pending' })
  await Promise.all([context.close(), other.context.close()])
}, 180_000)

test('who may not import is offered no import', async () => {
  const { page, context } = await stage.visit('/imports', { email: BJOERN })
  await page.getByText('There is no import that you may see.').waitFor()
  expect(await page.getByRole('link', { name: 'New import' }).count()).toBe(0)
  await context.close()
})

test('an import of all users stops at one who would lose too much, says why, and what is deleted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'muster-guard-'))
  const file = async (name: string, rows: number) => {
    const lines = Array.from({ length: rows }, (_, row) => `${BJOERN};G-${row};Kunde ${row};Gasse ${row};1010;Wien`)
    const other = 'eva.novak@nordwind.example;G-X;Kunde X;Gasse 1;1010;Wien'
    await writeFile(join(folder, name), ['E-Mail;Kundennummer;Name;Straße;PLZ;Ort', ...lines, other].join('\n'))
    return join(folder, name)
  }
  await beginAsSuggested(stage.product(), await file('all.csv', 200), { selection: 'all', decide: 'import-all' })
  const { id } = await beginAsSuggested(stage.product(), await file('few.csv', 5), {
    selection: 'all',
    decide: 'import-all',
    suggested: { mode: 'update-and-delete' },
  })
  await rm(folder, { recursive: true })
  const { page, context } = await stage.visit(`/imports/${id}`)
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await page.getByText('An import of all users stops here, and asks you').waitFor()
  const records = (await lineOf(id, BJOERN)).counts?.deleted ?? 0
  expect(records).toBeGreaterThanOrEqual(195)
  await page.getByText(`If you import, ${records} records are deleted, because they are not in the file.`).waitFor()
  await page.getByText(`${records} records deleted!`).waitFor()
  await page.getByText('This is the last user.').waitFor()
  expect(await button(page, 'Import all users').isDisabled()).toBe(true)
  await button(page, 'Cancel import').click()
  const dialog = page.getByRole('dialog', { name: 'Cancel the import?' })
  await dialog.getByText('1 user is imported, and stays so.').waitFor()
  await dialog.getByRole('button', { name: 'Cancel import' }).click()
  await page.getByText('The import was cancelled').waitFor(LONG)
  await page.getByText('1 user was not imported: nothing was changed for them.').waitFor()
  await context.close()
}, 180_000)

test('whoever is overtaken by another window is told by whom, and the page follows', async () => {
  const { id } = await beginAsSuggested(stage.product(), CUSTOMERS, { selection: 'all' })
  const here = await stage.visit(`/imports/${id}`)
  const there = await stage.visit(`/imports/${id}`, { size: { width: 390, height: 844 } })
  await turnOf(here.page, 'Björn Lange').waitFor(LONG)
  await turnOf(there.page, 'Björn Lange').waitFor(LONG)
  // The notice goes by itself after a while: it is waited for from the beginning.
  const told = here.page.getByText(/^Anna Huber decided on .*: Skip\.$/).waitFor(LONG)
  await button(there.page, 'Skip').click()
  await told
  await turnOf(there.page, 'Carla Rossi').waitFor(LONG)
  await turnOf(here.page, 'Carla Rossi').waitFor(LONG)

  // A window that has not heard of it yet: its answer comes second, and changes nothing.
  const carla = (await lineOf(id, 'carla.rossi@nordwind.example')).userId
  await here.page.route(/\/v1\/imports\/[^/]+$/, () => undefined)
  await api.decideUser({ path: { importId: id, userId: carla }, body: { action: 'skip' } })
  await button(here.page, 'Import').click()
  await here.page.getByRole('alert').getByText('Your answer changed nothing.', { exact: false }).waitFor(LONG)
  await here.page.unrouteAll()
  await turnOf(there.page, 'David Weiß').waitFor(LONG)
  expect((await lineOf(id, 'carla.rossi@nordwind.example')).state).toBe('skipped')
  await here.context.close()
  await there.context.close()
}, 180_000)

test('an answer that could not be sent is none: whoever answers then is named', async () => {
  const { id } = await beginAsSuggested(stage.product(), CUSTOMERS, { selection: 'all' })
  const { page, context } = await stage.visit(`/imports/${id}`)
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await page.route(/\/decision(\?|$)/, (route) => route.fulfill({ status: 500, body: '{}' }))
  await button(page, 'Import').click()
  await page.getByRole('region', { name: 'Decision', exact: true }).getByRole('alert').waitFor()
  // The notice goes by itself after a while: it is waited for from the beginning.
  const told = page.getByText(/^Anna Huber decided on .*: Skip\.$/).waitFor(LONG)
  await api.decideUser({ path: { importId: id, userId: (await lineOf(id, BJOERN)).userId }, body: { action: 'skip' } })
  await told
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await context.close()
})

test('settings that come too late change nothing, and that is said', async () => {
  const { id, suggestion } = await stage.product().begin(CUSTOMERS)
  const { page, context } = await stage.visit(`/imports/${id}?part=check`)
  await page.getByText('The settings fit the file.').waitFor(LONG)
  await page.route(/\/v1\/imports\/[^/]+$/, () => undefined)
  const given = importConfiguration.parse({ ...suggestion?.configuration, mode: 'create' })
  await api.putSettings({ path: { importId: id }, body: given })
  await button(page, 'Continue with these settings').click()
  await page.getByRole('alert').getByText('Your answer changed nothing.', { exact: false }).waitFor(LONG)
  await page.unrouteAll()
  await page.getByRole('heading', { name: 'The file has 400 rows' }).waitFor(LONG)
  expect((await api.getImport({ path: { importId: id } })).configuration?.mode).toBe('create')
  await context.close()
})

test('in a window as low as twice enlarged the buttons stand before the rows and cover none', async () => {
  const { id } = await beginAsSuggested(stage.product(), CUSTOMERS, { selection: 'all' })
  const { page, context } = await stage.visit(`/imports/${id}`, { size: { width: 640, height: 400 } })
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  const bar = page.getByRole('region', { name: 'Decision', exact: true })
  const rows = page.getByRole('region', { name: 'Rows', exact: true })
  const top = async (of: typeof bar) => (await of.boundingBox())?.y ?? Number.NaN
  expect(await top(bar)).toBeLessThan(await top(rows))
  await page.evaluate(() => scrollBy({ top: 1000, behavior: 'instant' }))
  // Rows that were drawn for this place, whatever an earlier test has made of them.
  await rows.getByRole('row', { name: /^\d+ / }).first().waitFor()
  // Neither it nor the head of the page is still there.
  expect(await top(bar)).toBeLessThan(-100)
  expect(await top(page.getByRole('banner'))).toBeLessThan(-100)
  await button(page, 'Skip').click()
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await context.close()
})

test('with keys alone, in German, from the selection to the summary', async () => {
  const { id } = await beginAsSuggested(stage.product(), CUSTOMERS)
  const { page, context } = await stage.visit(`/imports/${id}`, { locale: 'de-AT' })
  await page.getByRole('heading', { name: 'Die Datei hat 400 Zeilen' }).waitFor(LONG)
  await page.getByText('8 Benutzer mit 400 von 400 Zeilen gewählt.').waitFor()
  await page.keyboard.press('c')
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await page.getByText('50 Zeilen bleiben weg.').waitFor()
  await button(page, 'Importieren').and(page.locator(':enabled')).waitFor()
  await page.keyboard.press('i')
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await page.getByText(/^Björn Lange: 50 (neu|unverändert)\./).waitFor()
  await button(page, 'Alle importieren').and(page.locator(':enabled')).waitFor()
  // What is written into the search is no shortcut.
  await page.getByLabel('Suchen').fill('a')
  await page.getByLabel('Suchen').press('a')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.getByLabel('Suchen').blur()
  await page.keyboard.press('a')
  await page.getByRole('dialog', { name: '7 Benutzer importieren?' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Der Import ist abgeschlossen').waitFor(LONG)
  await page.getByText(/400 Zeilen der Datei: Keine fehlt\.$/).waitFor()
  await context.close()
}, 180_000)

test('the link of an e-mail shows the question, answers it, and says later who did', async () => {
  const { id, waiting } = await beginAsSuggested(stage.product(), CUSTOMERS, { selection: 'all' })
  const path = `/approvals/${waiting?.approvalId ?? ''}`
  const { page, context } = await stage.visit(path)
  await page.getByRole('heading', { level: 1, name: 'A question about customers.xlsx' }).waitFor()
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  expect((await api.getApproval({ path: { approvalId: waiting?.approvalId ?? '' } })).state).toBe('waiting')
  await button(page, 'Skip').click()
  await page.getByText('This question is answered').waitFor(LONG)
  await page.getByText(/^Anna Huber decided on .*: Skip\. It was about Björn Lange\.$/).waitFor()
  await page.reload()
  await page.getByText('This question is answered').waitFor()
  await page.getByRole('link', { name: 'Show the import' }).click()
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  expect(await lineOf(id, BJOERN)).toMatchObject({ state: 'skipped' })

  await page.goto(`${stage.product().url}/approvals/01HZZZZZZZZZZZZZZZZZZZZZZZ`)
  await page.getByText('There is no such question').waitFor()
  await context.close()

  // Somebody else's question is none to those whom it does not concern.
  const other = await stage.visit(path, { email: BJOERN })
  await other.page.getByText('There is no such question').waitFor()
  await other.context.close()
}, 180_000)

test('the link to a selection leads there, and one that nobody answered says that it is over', async () => {
  const { answerWithinSeconds } = await api.getCompany()
  await api.updateCompany({ body: { answerWithinSeconds: 15 } })
  const { waiting } = await beginAsSuggested(stage.product(), CUSTOMERS)
  await api.updateCompany({ body: { answerWithinSeconds } })
  const { page, context } = await stage.visit(`/approvals/${waiting?.approvalId ?? ''}`)
  await page.getByRole('link', { name: 'Open the import and answer' }).click()
  await page.getByRole('heading', { name: 'The file has 400 rows' }).waitFor(LONG)
  await page.goBack()
  await page.getByText('This question is over').waitFor(LONG)
  await page.getByRole('link', { name: 'Show the import' }).click()
  await page.getByText('The import was cancelled').waitFor(LONG)
  await page.getByText('No user was imported: nothing was changed.').waitFor()
  await context.close()
}, 180_000)
