import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { places } from './places.ts'
import { ANNA } from './product.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a page must not have, in whatever colours, language and width it is looked at. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html}`),
  )
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const text = await page.locator('body').innerText()
  // A text that is missing shows its key.
  const keys = text.match(/\b[a-z]+(?:\.[a-z][A-Za-z]+)+\b(?!@|\.(?:com|example|local))/g) ?? []
  return [
    ...found,
    ...(width > 0 ? [`is ${width} px too wide`] : []),
    ...keys
      .filter((key) => !key.includes('.example') && !/\.(xlsx|csv|json|ods)$/.test(key))
      .map((key) => `untranslated: ${key}`),
  ]
}

const LOOKS = [
  { colours: 'light', locale: 'en-GB', size: { width: 1280, height: 800 } },
  { colours: 'dark', locale: 'de-AT', size: { width: 390, height: 844 } },
] as const

test('no page, in any state, has barriers, runs over or lacks texts, in both themes, both languages, and on a phone', async () => {
  const faults: Record<string, string[]> = {}
  for await (const { name, path, email = ANNA } of places(stage.product())) {
    for (const look of LOOKS) {
      const { page, context, faults: thrown } = await stage.visit(path, { ...look, email })
      await page
        .getByRole('status')
        .waitFor({ state: 'detached', timeout: 5_000 })
        .catch(() => undefined)
      const found = [...(await faultsOf(page)), ...thrown]
      if (found.length > 0) faults[`${name} (${look.colours}, ${look.locale})`] = found
      await context.close()
    }
  }
  expect(faults).toEqual({})
}, 600_000)
