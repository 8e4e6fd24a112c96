import { setTimeout as pause } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { Person } from './browser.ts'
import type { Stage } from './stage.ts'

/** A window that goes from page to page, and says what is wrong with each. */
export interface Walker {
  readonly page: Page
  /** Opens this address as if it were typed, and waits until everything is there. @returns how far what was there moved */
  readonly go: (path: string) => Promise<Shifts>
  /** Waits until nothing is asked for and nothing is announced as on its way. */
  readonly settle: () => Promise<void>
  /** What is wrong with what is to be seen now, in the colours it has. */
  readonly faults: () => Promise<readonly string[]>
  /** The same of what has opened in front of the page, if something has. */
  readonly faultsInFront: () => Promise<readonly string[]>
  /** The paths that links of the page lead to, within the product. */
  readonly links: () => Promise<readonly string[]>
  /** What is too pale in the other colours. */
  readonly palenessInOtherColours: () => Promise<readonly string[]>
}

/** Layout shifts since the page was opened, as browsers count them: 0 nothing moved, above 0.1 is taken for bad. */
export interface Shifts {
  readonly score: number
  /** What moved, the farthest first. */
  readonly moved: readonly string[]
}

type Look = Person & { readonly colours: 'light' | 'dark'; readonly locale: string }

/** What axe holds a page against. */
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The rules that depend on colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Dialogs and menus. */
const IN_FRONT = ':is([role=dialog], [role=menu]):not([aria-hidden=true])'

const QUIET_MS = 100
const LOOK_AGAIN_MS = 20
const LONGEST_WAIT_MS = 15_000

/** Opens a window for this person; from then on it stays signed in. */
export async function startWalk(stage: Stage, look: Look): Promise<Walker> {
  const { page, faults: thrown } = await stage.visit('/', look)
  await page.emulateMedia({ colorScheme: look.colours, reducedMotion: 'reduce' })
  await page.addInitScript(watch)
  const settle = settler(page)
  const url = new URL(page.url()).origin
  const faults = async (within?: string) => [
    ...(await barriers(page, RULES, within)),
    ...(await overflow(page)),
    ...(await foreignTexts(page, look.locale)),
    ...thrown.splice(0),
  ]
  return {
    page,
    settle,
    go: async (path) => {
      await page.goto(`${url}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await settle()
      return page.evaluate(() => window.shifts())
    },
    faults: () => faults(),
    faultsInFront: async () => faults((await page.locator(IN_FRONT).count()) > 0 ? IN_FRONT : undefined),
    links: () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]:not([download], [target])')].map(
          ({ pathname }) => pathname,
        ),
      ),
    palenessInOtherColours: async () => {
      await page.emulateMedia({ colorScheme: look.colours === 'light' ? 'dark' : 'light' })
      const found = await barriers(page, COLOUR_RULES)
      await page.emulateMedia({ colorScheme: look.colours })
      return found.map((fault) => `in the other colours: ${fault}`)
    },
  }
}

/** @returns waits until no request is under way, and the page announces nothing as on its way */
function settler(page: Page): () => Promise<void> {
  const underWay = new Set<unknown>()
  page.on('request', (request) => underWay.add(request))
  page.on('requestfinished', (request) => underWay.delete(request))
  page.on('requestfailed', (request) => underWay.delete(request))
  page.on('framenavigated', () => underWay.clear())
  const isBusy = async () => underWay.size > 0 || (await page.locator('[aria-busy=true]').count()) > 0
  return async () => {
    const end = Date.now() + LONGEST_WAIT_MS
    for (let since = Date.now(); Date.now() - since < QUIET_MS; await pause(LOOK_AGAIN_MS)) {
      if (await isBusy()) since = Date.now()
      if (Date.now() > end) throw new Error(`${page.url()} is never there as a whole`)
    }
  }
}

interface AxeOptions {
  readonly runOnly: readonly string[]
  readonly resultTypes: readonly string[]
}

/**
 * What axe finds, by rules or tags. What is well is not asked for: that is several times faster.
 * @param within where to look. @default the page
 */
async function barriers(page: Page, runOnly: readonly string[], within?: string): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // Brings axe into the page, where it stays.
    await new AxeBuilder({ page }).withRules('document-title').setLegacyMode().analyze()
  }
  return page.evaluate(
    async ({ options, within }) => {
      const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      await Promise.allSettled(moving.map(({ finished }) => finished))
      const { violations } = await window.axe.run(within ?? document, options)
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`),
      )
    },
    { options: { runOnly, resultTypes: ['violations'] }, within },
  )
}

/** What makes the page scroll sideways, and texts that are cut off though nothing says so. */
async function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const called = (element: Element | undefined): string => element?.outerHTML.slice(0, 200) ?? ''
    const clips = (element: Element): boolean => getComputedStyle(element).overflowX !== 'visible'
    const all = [...document.body.querySelectorAll('*')]
    const { clientWidth, scrollWidth } = document.documentElement
    // What stands beyond the edge, and in nothing that scrolls by itself.
    const isInside = ({ parentElement: around }: Element): boolean =>
      around !== null && around !== document.body && (clips(around) || isInside(around))
    const wide = all
      .filter((element) => element.getBoundingClientRect().right > clientWidth && !isInside(element))
      .toSorted((one, other) => one.childElementCount - other.childElementCount)
    // The whole text of what is cut off has to be found in its title.
    const cut = all.filter(
      (element) =>
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth + 1 &&
        ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) &&
        [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '') &&
        element.closest('[title]') === null,
    )
    return [
      ...(scrollWidth > clientWidth ? [`is ${scrollWidth - clientWidth} px too wide: ${called(wide[0])}`] : []),
      ...cut.map((element) => `is cut off: ${called(element)}`),
    ]
  })
}

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
/** Days as only Americans write them, and the twelve hours of their clocks. */
const AMERICAN = new RegExp(`\\b(?:${MONTHS})[a-z]* \\d{1,2}, \\d{4}|\\b\\d{1,2}:\\d\\d(?::\\d\\d)?\\s?[AP]M\\b`, 'gu')
/** Words that stand in nearly every English sentence and in no German one. */
const ENGLISH = /\b(?:the|and|of|with|are|not|this|has|have|were|cannot|must|you|your)\b/u

/** Texts of another language than the page's. A text that is missing is said on the console. */
async function foreignTexts(page: Page, locale: string): Promise<readonly string[]> {
  const text = await page.locator('body').innerText()
  if (!locale.startsWith('de')) return (text.match(AMERICAN) ?? []).map((date) => `American: ${date}`)
  return text
    .split('\n')
    .filter((line) => ENGLISH.test(line) && !line.startsWith('Code: '))
    .map((line) => `not German: ${line}`)
}

declare global {
  interface Window {
    shifts: () => Shifts
    axe: {
      run: (
        context: Document | string,
        options: AxeOptions,
      ) => Promise<{ violations: readonly { id: string; nodes: readonly { target: string[]; html: string }[] }[] }>
    }
  }
  interface LayoutShift extends PerformanceEntry {
    readonly value: number
    readonly hadRecentInput: boolean
    readonly sources: readonly { readonly node: Node | null }[]
  }
}

/** Runs in the page before anything else of it does. */
function watch(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
    console.error(`Refused by ${effectiveDirective}: ${blockedURI} of ${sourceFile}`),
  )
  const entries: { value: number; what: string }[] = []
  const note = (list: PerformanceEntryList): void => {
    for (const { value, hadRecentInput, sources } of list as LayoutShift[]) {
      if (hadRecentInput) continue
      const what = sources
        .map(({ node }) =>
          node instanceof Element ? node.outerHTML.slice(0, 120) : (node?.textContent ?? '').slice(0, 60),
        )
        .join(' | ')
      entries.push({ value, what })
    }
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ type: 'layout-shift', buffered: true })
  window.shifts = () => {
    note(observer.takeRecords())
    return {
      score: entries.reduce((sum, { value }) => sum + value, 0),
      moved: entries.toSorted((a, b) => b.value - a.value).map(({ value, what }) => `${value.toFixed(3)} ${what}`),
    }
  }
}
