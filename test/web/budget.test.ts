import type { Page } from 'playwright-core'
import { chooseAccount } from './browser.ts'
import { ANNA } from './product.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const KB = 1_000
const MOST_FOR_HOME = 300 * KB
/** What no other page may add to that. */
const MOST_FOR_A_PAGE = 150 * KB

const PAGES = [
  '/imports/new',
  '/imports',
  '/restore-points',
  '/restores',
  '/users',
  '/users/new',
  '/users/import',
  '/custom-fields',
  '/configurations',
  '/audit',
  '/settings',
  '/accessibility',
]

/** @returns the bytes of JavaScript that went over the network so far, as they were sent */
async function countScripts(page: Page): Promise<() => number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/u.test(response.mimeType)) scripts.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  return () => bytes
}

test.each(['en-GB', 'de-AT'])(
  'the first page is there after less than 300 KB of compressed JavaScript, and none of the others adds much (%s)',
  async (locale) => {
    const { page, context } = await stage.visit('/', { locale })
    const url = new URL(page.url()).origin
    // As a browser that has never been here, from the first address on: what the way to the sign-in loads counts as well.
    await context.clearCookies()
    await page.evaluate(() => sessionStorage.clear())
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache')
    const count = await countScripts(page)
    await page.goto(url)
    await chooseAccount(page, ANNA)
    await page.getByRole('region', { name: /^(?:The first import|Der erste Import)$/u }).waitFor()
    const home = count()
    await page.waitForLoadState('networkidle')
    const added: Record<string, number> = {}
    for (const path of PAGES) {
      const before = count()
      await page.goto(`${url}${path}`)
      await page.waitForLoadState('networkidle')
      added[path] = count() - before
    }
    await context.close()
    expect(home).toBeGreaterThan(100 * KB)
    expect(home).toBeLessThan(MOST_FOR_HOME)
    expect(Object.entries(added).filter(([, bytes]) => bytes > MOST_FOR_A_PAGE)).toEqual([])
  },
)
