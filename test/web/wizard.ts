import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import type { AnswerOf, Client } from '../../lib/contracts/client.ts'
import { SAMPLES, settled, type RunningProduct } from './product.ts'

/** What an administrator does in the wizard, in English, by the names and words they see. */

export const MESSY = join(SAMPLES, 'messy.xlsx')
export const CUSTOMERS = join(SAMPLES, 'customers.xlsx')
/** For what the product does by itself: reading, assigning, writing. */
export const LONG = { timeout: 60_000 }

export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
export const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name: new RegExp(name) })
/** The heading over the preview of this user. */
export const turnOf = (page: Page, name: string): Locator => page.getByRole('heading', { level: 2, name, exact: true })
/** What a decision about the user who is shown can be; disabled for a moment after each user. */
export const decision = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: /^(Decision|Entscheidung)$/ }).getByRole('button', { name, exact: true })

/** The import this page is about. */
export const importOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** In a select of this name: what begins with that. */
export async function choose(page: Page, name: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}

/** On the page of a new import: chooses a file as people do, and begins to send it. */
export async function beginUpload(page: Page, file: string): Promise<void> {
  const opened = page.waitForEvent('filechooser')
  await button(page, 'Choose a file …').click()
  await (await opened).setFiles(file)
  await button(page, 'Upload the file').click()
}

/** The same, and waits for the page of the import. Answers the import's id. */
export async function sendFile(page: Page, file: string): Promise<string> {
  await beginUpload(page, file)
  await page.getByRole('heading', { level: 1, name: /^Import of / }).waitFor(LONG)
  return importOf(page)
}

/** Begins an import without the pages, with the settings Muster suggests unless `more` says otherwise. */
export const beginAsSuggested = (
  product: RunningProduct,
  file: string,
  more: Parameters<RunningProduct['begin']>[1] = {},
): ReturnType<RunningProduct['begin']> => product.begin(file, { suggested: {}, ...more })

/** Imports exclude each other: what a test leaves behind is over before the next one begins. */
export async function endImports(api: Client): Promise<void> {
  const { imports } = await api.listImports()
  for (const { id, endedAt } of imports) {
    if (endedAt !== undefined) continue
    await api.cancelImport({ path: { importId: id } })
    while ((await api.getImport({ path: { importId: id } })).endedAt === undefined) await settled(api, id)
  }
}

/** From the first page to the settings Muster suggests for this file. Answers the import's id. */
export async function beginFromHome(page: Page, file: string): Promise<string> {
  await page.getByRole('main').getByRole('link', { name: 'New import' }).click()
  await page.getByRole('radio', { name: 'Customers' }).click()
  const importId = await sendFile(page, file)
  await tab(page, 'File').waitFor(LONG)
  return importId
}

/** What a button gives to the browser's downloads. */
export async function download(page: Page, name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const downloading = page.waitForEvent('download')
  await button(page, name).click()
  const file = await downloading
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

/** The numbers of a table, by the names of its lines and, in small letters, of its columns. */
export async function numbersOf(table: Locator): Promise<Map<string, ReadonlyMap<string, number>>> {
  const lines = await table.getByRole('row').all()
  const cells = await Promise.all(
    lines.map(async (line) => {
      const texts = await line.locator('th, td').allInnerTexts()
      return texts.map((text) => text.split('\n')[0]?.trim() ?? '')
    }),
  )
  const [[, ...names] = [], ...rest] = cells
  return new Map(
    rest.map(([line = '', ...numbers]) => [
      line,
      new Map(names.map((name, index) => [name.toLowerCase(), Number(numbers[index]?.replace(/\D/g, ''))])),
    ]),
  )
}

/** The account with this e-mail address. */
export async function accountOf(api: Client, email: string): Promise<AnswerOf<'listUsers'>['users'][number]> {
  const found = (await api.listUsers()).users.find((user) => user.email === email)
  if (found === undefined) throw new Error(`There is no ${email}`)
  return found
}

export type Customer = AnswerOf<'listRecords'>['records'][number]

/** The customers of every account, by e-mail address. */
export async function allCustomers(api: Client): Promise<Map<string, readonly Customer[]>> {
  const { users } = await api.listUsers()
  const lists = users.map(async ({ id, email }) => {
    const query = { limit: 1000 }
    const { records } = await api.listRecords({ path: { userId: id, type: 'customers' }, query })
    return [email, records] as const
  })
  return new Map(await Promise.all(lists))
}

/** What was decided in this import: by whom and what, in that order. */
export async function decisionsOf(api: Client, importId: string): Promise<string[]> {
  const { entries } = await api.listAudit({ query: { action: 'decision.made', subject: importId, limit: 100 } })
  return entries.map(({ by, details }) => `${by.name}: ${String(details['decision'])}`).reverse()
}
