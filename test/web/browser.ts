import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** Where Debian puts Chromium; another one is named by CHROMIUM. */
const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** @throws an Error that says what to install */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(
      `There is no Chromium at ${EXECUTABLE}. Install it (apt-get install chromium), or name one in CHROMIUM.`,
    )
  }
  // Inside containers Chromium has no sandbox of its own; the pages are ours.
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

export interface Person {
  readonly email: string
  /** @default en-GB */
  readonly locale?: string
  /** @default light */
  readonly colours?: 'light' | 'dark'
  /** @default 1280 x 800 */
  readonly size?: { readonly width: number; readonly height: number }
  /** Pixels of a picture for each of the page. @default 1 */
  readonly scale?: number
}

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** What the page wrote to the console as an error, and exceptions nobody caught. */
  readonly faults: string[]
}

/** A person at a browser of their own, signed in, at this path. */
export async function visit(browser: Browser, url: string, path: string, person: Person): Promise<Visit> {
  const { email, locale = 'en-GB', colours = 'light', size = { width: 1280, height: 800 }, scale = 1 } = person
  const context = await browser.newContext({
    locale,
    colorScheme: colours,
    viewport: size,
    deviceScaleFactor: scale,
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    // Refusals of the API are said in the page; the browser writes each down as well.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  await page.goto(`${url}${path}`)
  await chooseAccount(page, email)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { context, page, faults }
}

/** On the sign-in page of the embedded cloud: chooses who one is. */
export async function chooseAccount(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: email }).click()
}
