import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Client } from '../../lib/contracts/client.ts'
import { englishIn, listen } from './german.ts'
import { ANNA, SAMPLES, settled } from './product.ts'
import { setStage } from './stage.ts'
import { beginAsSuggested, button, choose, decision, download, importOf, LONG, MESSY, tab, turnOf } from './wizard.ts'

const stage = setStage()

let api: Client
let folder: string
beforeAll(async () => {
  api = await stage.product().as(ANNA)
  folder = await mkdtemp(join(tmpdir(), 'muster-german-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Somebody whose browser speaks German, at this path; everything the pages say from there on. */
async function visitInGerman(path: string) {
  const visit = await stage.visit(path, { locale: 'de-AT' })
  const heard = await listen(visit.page)
  await visit.page.reload()
  await visit.page.getByRole('heading', { level: 1 }).waitFor()
  return { ...visit, heard }
}

async function sendFile(page: Page, file: string): Promise<void> {
  const opened = page.waitForEvent('filechooser')
  await button(page, /^(Datei|Andere Datei) wählen …$/).click()
  await (await opened).setFiles(file)
  await button(page, 'Datei hochladen').click()
  await page.getByRole('heading', { level: 1, name: /^Import von / }).waitFor(LONG)
}

test('messy.xlsx in German from the first page to the ways back: no word of English anywhere', async () => {
  const { page, context, faults, heard } = await visitInGerman('/')
  await page.getByRole('main').getByRole('link', { name: 'Neuer Import' }).click()
  const empty = join(folder, 'leer.xlsx')
  await writeFile(empty, '')
  const opened = page.waitForEvent('filechooser')
  await button(page, 'Datei wählen …').click()
  await (await opened).setFiles(empty)
  await page.getByText('„leer.xlsx“ ist leer').waitFor()
  await sendFile(page, MESSY)
  await tab(page, 'Datei').waitFor(LONG)
  const importId = importOf(page)

  // All parts of the settings, with mistakes and without.
  await page
    .getByText('denn Zeile 52 lautet 23.4.26')
    .or(page.getByText(/^denn /).first())
    .waitFor()
  await button(page, 'Zeile 5 als Spaltentitel nehmen').click()
  await tab(page, 'Spalten').click()
  await page.getByText('Felder, die jeder Datensatz braucht, fehlen').waitFor()
  await tab(page, 'Datei').click()
  await button(page, 'Zeile 4 als Spaltentitel nehmen').click()
  await tab(page, 'Spalten').click()
  await page.getByRole('radio', { name: 'Nur neue Datensätze' }).click()
  await choose(page, 'Feld für die Spalte „Firmenname“', 'Nicht importieren')
  await button(page, 'Zeigen, was zu beheben ist').waitFor()
  await choose(page, 'Feld für die Spalte „aktiv?“', /^Externe ID/)
  await button(page, 'Zeigen, was zu beheben ist (2)').waitFor()
  await tab(page, 'Prüfung').click()
  await page.getByText('Zu beheben, bevor Sie fortfahren können').waitFor()
  await tab(page, 'Spalten').click()
  await choose(page, 'Feld für die Spalte „aktiv?“', 'Nicht importieren')
  await choose(page, 'Spalte für Name', /^Firmenname/)
  await page.getByRole('radio', { name: 'Aktualisieren', exact: true }).click()
  await button(page, 'Mehr zur Spalte „letzter Besuch“').click()
  await button(page, 'Mehr zur Spalte „Postleitzahl“').click()
  await tab(page, 'Wessen Zeilen').click()
  await page.getByText('Darin steht zum Beispiel:').waitFor()
  await tab(page, 'Prüfung').click()
  await page.getByText('Die Einstellungen passen zur Datei.').waitFor()
  await button(page, 'Mit diesen Einstellungen fortfahren').click()

  await page.getByRole('heading', { name: 'Die Datei hat 121 Zeilen' }).waitFor(LONG)
  await button(page, 'Ja, Ida Moser').click()
  await button(page, '1 Korrektur anwenden').click()
  await page.getByText('116 + 2 + 3 + 0 = 121').waitFor(LONG)
  await button(page, 'Weiter').click()

  await turnOf(page, 'Björn Lange').waitFor(LONG)
  await page
    .getByRole('table', { name: /^Vorschau für/ })
    .getByRole('button', { expanded: false })
    .first()
    .click()
  await decision(page, 'Importieren').click()
  await turnOf(page, 'Carla Rossi').waitFor(LONG)
  await page.getByText(/^abgelehnt \(1\)$/).click()
  await page.getByText('Spalte „Mail“').waitFor()
  await decision(page, 'Überspringen').click()
  await turnOf(page, 'David Weiß').waitFor(LONG)
  await page.getByText(/^abgelehnt \(1\)$/).click()
  await page.getByText('Spalte „Kd.Nr.“').waitFor()
  await button(page, 'Import abbrechen').click()
  await button(page, 'Weiter importieren').click()
  await decision(page, 'Alle importieren').click()
  await button(page.getByRole('dialog'), '6 Benutzer importieren').click()
  await page.getByText('Der Import ist abgeschlossen').waitFor(LONG)

  // Who was rejected and why, user by user.
  await page.getByText(/121 Zeilen der Datei: Keine fehlt\.$/).waitFor()
  for (const name of ['Fabien Dupré', 'Greta Schmidt', 'Hugo Meier']) {
    await page.getByRole('link', { name }).click()
    await page.getByText(/^abgelehnt \(1\)$/).click()
    await page
      .getByText(/^Spalte „/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: 'Zum Import von messy.xlsx' }).click()
    await page.getByText('Der Import ist abgeschlossen').waitFor()
  }

  const { name, bytes } = await download(page, 'Abgelehnte Zeilen (CSV)')
  expect(name).toBe('messy - abgelehnte Zeilen.csv')
  const lines = bytes.toString('utf8').split('\r\n')
  const titles = lines.findIndex((line) => line.startsWith('Muster: Import;Muster: Zeile;Muster: Grund;'))
  expect(titles).toBeGreaterThan(-1)
  const reasons = lines.slice(titles + 1).flatMap((line) => line.split(';')[2] ?? [])
  expect(reasons.length).toBeGreaterThan(5)
  expect(englishIn(new Map(reasons.map((reason) => [reason, name])))).toEqual([])

  // Both ways back, as far as the last question, and one of them to its end.
  await page.getByRole('link', { name: 'Alles von vorher wiederherstellen' }).click()
  await button(page, 'Zeigen, was sich ändern würde').click()
  await button(page, 'Jetzt wiederherstellen …').click(LONG)
  await page
    .getByRole('dialog')
    .getByLabel(/„Nordwind“/)
    .waitFor()
  await page.keyboard.press('Escape')
  await page.goto(`${stage.product().url}/imports/${importId}/undo`)
  await button(page, 'Zeigen, was sich ändern würde').click()
  await button(page, /^Jetzt zurücknehmen …$/).click(LONG)
  await page
    .getByRole('dialog')
    .getByLabel(/„Nordwind“/)
    .fill('Nordwind')
  await page.keyboard.press('Enter')
  await page.getByText(/^Erledigt\./).waitFor(LONG)

  expect(heard.size).toBeGreaterThan(500)
  expect(englishIn(heard)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('refusals, other windows and all the other pages speak German too', async () => {
  const { page, context, faults, heard } = await visitInGerman('/imports/new')
  await sendFile(page, join(SAMPLES, 'two-sheets.xlsx'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  const { id, status } = await settled(api, importOf(page))
  await page.reload()
  if (status === 'awaiting-settings') {
    await tab(page, 'Datei').waitFor(LONG)
    await api.cancelImport({ path: { importId: id } })
  }
  while ((await api.getImport({ path: { importId: id } })).endedAt === undefined) await settled(api, id)
  await page.getByRole('heading', { name: 'Was Sie jetzt tun können' }).waitFor(LONG)

  // Another window is faster; then nobody else may begin.
  const { id: other } = await beginAsSuggested(stage.product(), MESSY, { selection: 'all' })
  await page.goto(`${stage.product().url}/imports/${other}`)
  await turnOf(page, 'Björn Lange').waitFor(LONG)
  const { waiting } = await api.getImport({ path: { importId: other } })
  await page.route(/\/v1\/imports\/[^/]+$/, () => undefined)
  await api.decideUser({ path: { importId: other, userId: waiting?.userId ?? '' }, body: { action: 'skip' } })
  await decision(page, 'Importieren').click()
  await page.getByRole('alert').getByText('Ihre Antwort hat nichts geändert.', { exact: false }).waitFor(LONG)
  await page.unrouteAll()
  await page.goto(`${stage.product().url}/imports/new`)
  await page.getByText('Ein Import läuft').waitFor(LONG)
  await page.goto(`${stage.product().url}/imports/${other}/undo`)
  await page.getByRole('heading', { level: 1, name: /^Import von messy\.xlsx/ }).waitFor()
  await api.cancelImport({ path: { importId: other } })

  const { users } = await api.listUsers()
  for (const path of [
    '/',
    '/imports',
    '/restore-points',
    '/restores',
    '/users',
    `/users/${users[1]?.id ?? ''}`,
    `/users/${users[1]?.id ?? ''}/records/customers`,
    `/users/${users[1]?.id ?? ''}/recycle-bin`,
    '/custom-fields/customers',
    '/configurations',
    '/audit',
    '/settings',
    '/accessibility',
    '/nowhere',
  ]) {
    await page.goto(`${stage.product().url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
  }
  expect(englishIn(heard)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})
