import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, visit, type Person, type Visit } from './browser.ts'
import { ANNA, startProduct, type RunningProduct } from './product.ts'

/** Where pages of failed tests are kept, as pictures and texts; nowhere if it is not set. */
const KEEP = process.env['MUSTER_FAILED_PAGES']

/** What the tests of one file share: the product with its demo company, and a browser. */
export interface Stage {
  readonly product: () => RunningProduct
  /** Somebody at a window of their own, signed in, at this path. @default Anna, in English, at 1280 x 800 */
  readonly visit: (path: string, person?: Partial<Person>) => Promise<Visit>
}

/** Starts both before the tests of this file, and ends them after. */
export function setStage(options: { readonly empty?: boolean } = {}): Stage {
  let product: RunningProduct | undefined
  let browser: Browser | undefined

  beforeAll(async () => {
    product = await startProduct(options)
    browser = await openBrowser()
  })
  // A test that ended well has closed its windows.
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) {
      for (const page of context.pages()) if (KEEP !== undefined) await keep(page, KEEP)
      await context.close()
    }
  })
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  const running = (): RunningProduct => {
    if (product === undefined) throw new Error('The product runs only while the tests do')
    return product
  }
  return {
    product: running,
    visit: (path, person = {}) => {
      if (browser === undefined) throw new Error('The browser runs only while the tests do')
      return visit(browser, running().url, path, { email: ANNA, ...person })
    },
  }
}

async function keep(page: Page, folder: string): Promise<void> {
  const test = expect.getState().currentTestName ?? 'test'
  const path = join(folder, `${test.replaceAll(/\W+/g, '-').slice(0, 60)}-${Date.now()}`)
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${path}.png`, fullPage: true })
  await writeFile(`${path}.txt`, `${page.url()}\n${await page.locator('body').ariaSnapshot()}`)
}
