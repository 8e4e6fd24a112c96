import type { Page } from 'playwright-core'
import { texts as de } from '../../web/src/texts/de/texts.ts'
import { texts as en } from '../../web/src/texts/en/texts.ts'

/** Everything a page ever showed, and the address at which it first did. */
export type Heard = ReadonlyMap<string, string>

declare function hear(address: string, texts: readonly string[]): void

/**
 * Hears everything this page shows from its next load on, also what is gone after a moment: texts, and the names and
 * hints of controls.
 */
export async function listen(page: Page): Promise<Heard> {
  const heard = new Map<string, string>()
  await page.exposeFunction('hear', (address: string, texts: readonly string[]) => {
    for (const text of texts) if (!heard.has(text)) heard.set(text, address)
  })
  await page.addInitScript(() => {
    const SPOKEN = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt']
    const named = (element: Element) => SPOKEN.map((name) => element.getAttribute(name) ?? '')
    const textsOf = (node: Node): string[] => {
      if (node instanceof Text) return [node.data]
      if (!(node instanceof Element) || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'CODE'].includes(node.tagName)) return []
      return [...named(node), ...[...node.childNodes].flatMap(textsOf)]
    }
    new MutationObserver((mutations) => {
      const texts = mutations.flatMap(({ type, target, addedNodes }) =>
        type === 'childList'
          ? [...addedNodes].flatMap(textsOf)
          : target instanceof Element
            ? named(target)
            : textsOf(target),
      )
      hear(
        location.pathname + location.search,
        texts.map((text) => text.trim()).filter((text) => text !== ''),
      )
    }).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: SPOKEN,
    })
  })
  return heard
}

/** English words that are no German ones, as sentences have them. */
const ENGLISH =
  /\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]here|[Tt]hey|[Ii]t|[Ii]ts|[Ii]s|[Aa]re|[Ww]ere|[Hh]as|[Hh]ave|[Bb]e|[Bb]een|[Aa]nd|[Oo]r|[Nn]ot|[Nn]o|[Nn]othing|[Oo]f|[Ff]rom|[Ww]ith|[Ww]ithout|[Tt]o|[Ff]or|[Bb]y|[Bb]ecause|[Ww]hich|[Ww]ho|[Ww]hose|[Ww]hat|[Ww]hen|[Ii]f|[Bb]ut|[Yy]ou|[Yy]our|[Mm]ay|[Mm]ust|[Cc]an|[Cc]annot|[Ii]nto|[Oo]n|[Oo]nly|[Ff]irst|[Ee]very|[Ee]ach|[Mm]ore|[Ll]ess|[Mm]any|[Oo]ther|[Oo]ne|[Rr]ows?|[Cc]olumns?|[Uu]sers?|[Ff]iles?|[Vv]alues?|[Rr]ecords?|[Cc]ells?|[Ff]ields?|[Ss]ettings|[Nn]umbers?|[Dd]ates?|[Nn]ew|[Cc]reated|[Uu]pdated|[Rr]ejected|[Dd]eleted|[Mm]issing|[Ee]mpty|[Cc]hoose|[Ss]earch|[Cc]lose|[Bb]ack)\b/u
/** Addresses and names of files are the same in every language. */
const NAMES = /\S+@\S+|\S+\.(?:xlsx|ods|csv|json)\b/gu

type Texts = { readonly [name: string]: string | Texts }

const leaves = (texts: Texts): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : leaves(text)))
const german = new Set(leaves(de))
const englishOnly = new Set(leaves(en).filter((text) => !german.has(text)))

/** What of it is English: texts the pages have a German one for, and sentences with English words. */
export function englishIn(heard: Heard): string[] {
  return [...heard].flatMap(([text, address]) =>
    englishOnly.has(text) || ENGLISH.test(text.replaceAll(NAMES, '')) ? [`${address}: ${text}`] : [],
  )
}
