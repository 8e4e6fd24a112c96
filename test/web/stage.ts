import type { Browser } from 'playwright-core'
import { openBrowser, visit, type Person, type Visit } from './browser.ts'
import { ANNA, startProduct, type RunningProduct } from './product.ts'

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
