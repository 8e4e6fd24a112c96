import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, visit } from './browser.ts'
import { OPENINGS } from './openings.ts'
import { places, type Place } from './places.ts'
import { ANNA, startProduct, type RunningProduct } from './product.ts'
import type { Stage } from './stage.ts'
import { startWalk, type Walker } from './walk.ts'

/**
 * Takes a picture of every page in every state (places.ts), and of what opens there, from a product of its own, for
 * people to look at. With `--docs` it makes those of docs/images/ anew.
 */
const HELP = 'npm run screenshots -- --out FOLDER [--look en-light-1280]… [--only NAME,…]   or   --docs'

interface InDocuments {
  readonly file: string
  readonly scene: string
  readonly look: string
  readonly height: number
}

/** How somebody looks at the pages. */
interface Look {
  /** As it is given: also the folder of its pictures. */
  readonly name: string
  readonly locale: 'en-GB' | 'de-AT'
  readonly colours: 'light' | 'dark'
  readonly size: { readonly width: number; readonly height: number }
}

/** The pictures in docs/images/: what is seen first of which scene, in which look and how high. */
const IN_DOCUMENTS: readonly InDocuments[] = [
  { file: 'decision', scene: 'decision-changes', look: 'en-light-1280', height: 800 },
  { file: 'sheet', scene: 'settings-file', look: 'en-light-1280', height: 800 },
  { file: 'columns', scene: 'settings-columns', look: 'en-light-1280', height: 800 },
  { file: 'users', scene: 'selection', look: 'en-light-1280', height: 800 },
  { file: 'summary', scene: 'summary', look: 'en-light-1280', height: 800 },
  { file: 'undo', scene: 'undo-dry-run', look: 'en-light-1280', height: 720 },
  { file: 'audit', scene: 'audit', look: 'en-light-1280', height: 720 },
  { file: 'phone', scene: 'decision-changes', look: 'de-dark-390', height: 800 },
]
const DOCUMENTS = join(import.meta.dirname, '../../docs/images')
/** Sharp on the screens of today, and still small. */
const SCALE_IN_DOCUMENTS = 1.5
/** So long, buttons that have just come cannot be pressed. */
const UNTOUCHABLE_MS = 700
const WIDEST_PHONE = 600
const LOOK = /^(en|de)-(light|dark)-(\d{3,4})$/

/** @throws an Error if that is none */
function lookOf(name: string): Look {
  const [, language, colours, width] = LOOK.exec(name) ?? []
  if (width === undefined) throw new Error(`"${name}" is no look, as en-light-1280 and de-dark-390 are. ${HELP}`)
  return {
    name,
    locale: language === 'de' ? 'de-AT' : 'en-GB',
    colours: colours === 'dark' ? 'dark' : 'light',
    size: { width: Number(width), height: 800 },
  }
}

interface Scene {
  readonly name: string
  readonly isWhole: boolean
}

/** Windows of everybody who looks, each signed in once. */
function windows(
  browser: Browser,
  product: RunningProduct,
  scale: number,
): (look: Look, email: string) => Promise<Walker> {
  const opened = new Map<string, Promise<Walker>>()
  return (look, email) => {
    const key = `${look.name} ${email}`
    const stage: Stage = {
      product: () => product,
      visit: (path, person = {}) => visit(browser, product.url, path, { email, ...person, scale }),
    }
    const walker = opened.get(key) ?? startWalk(stage, { ...look, email })
    opened.set(key, walker)
    return walker
  }
}

/** What a place shows in one look: the page as a whole, then each thing that opens on it, as it stands in the window. */
async function* scenes(walker: Walker, { name, path }: Place, look: Look): AsyncGenerator<Scene> {
  await walker.go(path)
  await pause(UNTOUCHABLE_MS)
  await walker.settle()
  yield { name, isWhole: true }
  for (const { name: what, open, onPhone = false } of OPENINGS[name] ?? []) {
    if (onPhone && look.size.width > WIDEST_PHONE) continue
    await open(walker.page)
    await walker.settle()
    yield { name: `${name}-${what.replaceAll(' ', '-')}`, isWhole: false }
    await walker.page.keyboard.press('Escape')
  }
}

/** A picture of all of the page: in a window so high that what sticks to its lower edge covers nothing. */
async function pictureOfAll(page: Page, path: string, { size }: Look): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) })
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
  await page.setViewportSize(size)
}

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    look: { type: 'string', multiple: true, default: ['en-light-1280'] },
    only: { type: 'string' },
    docs: { type: 'boolean', default: false },
  },
})
const { out = values.docs ? DOCUMENTS : undefined, docs } = values
if (out === undefined) throw new Error(HELP)
const looks = (docs ? [...new Set(IN_DOCUMENTS.map(({ look }) => look))] : values.look).map(lookOf)
const only = docs ? IN_DOCUMENTS.map(({ scene }) => scene) : values.only?.split(',')

const product = await startProduct()
const browser = await openBrowser()
try {
  const windowOf = windows(browser, product, docs ? SCALE_IN_DOCUMENTS : 1)
  for await (const place of places(product)) {
    if (only?.includes(place.name) === false) continue
    for (const look of looks) {
      const walker = await windowOf(look, place.email ?? ANNA)
      for await (const { name, isWhole } of scenes(walker, place, look)) {
        const shown = IN_DOCUMENTS.find((one) => one.scene === name && one.look === look.name)
        if (docs && shown === undefined) continue
        const path = join(out, docs ? `${shown?.file}.png` : `${look.name}/${name}.png`)
        if (shown !== undefined && docs) {
          await walker.page.setViewportSize({ ...look.size, height: shown.height })
          await walker.page.screenshot({ path, animations: 'disabled' })
          await walker.page.setViewportSize(look.size)
        } else if (isWhole) await pictureOfAll(walker.page, path, look)
        else await walker.page.screenshot({ path, animations: 'disabled' })
        console.log(path)
      }
    }
  }
} finally {
  await browser.close()
  await product.stop()
}
