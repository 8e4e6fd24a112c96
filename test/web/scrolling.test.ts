import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { importConfiguration } from '../../lib/contracts/configuration.ts'
import { ANNA, BJOERN, settled } from './product.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const ROWS = 1_200
/** More are never drawn at once, however many there are. */
const MOST_DRAWN = 100
const LOOK_AGAIN_MS = 20
const LONGEST_WAIT_MS = 10_000

const nameOf = (index: number): string => `Bäckerei Nr. ${String(index + 1)}`

/** Leads an import of so many rows for one user to the question whether to import them. @returns its page */
async function beginLongPreview(folder: string): Promise<string> {
  const file = join(folder, 'many.csv')
  const rows = Array.from({ length: ROWS }, (_, index) => `${BJOERN};K${index + 1};${nameOf(index)};Wien`)
  await writeFile(file, ['Betreuer E-Mail;Kundennummer;Firma;Ort', ...rows].join('\r\n'))
  const api = await stage.product().as(ANNA)
  const begun = await stage.product().begin(file)
  const path = { importId: begun.id }
  await api.putSettings({ path, body: importConfiguration.parse(begun.suggestion?.configuration) })
  await settled(api, begun.id)
  await api.putSelection({ path, body: { exclude: [] } })
  await settled(api, begun.id)
  return `/imports/${begun.id}`
}

interface Sight {
  readonly drawn: number
  /** The texts of the rows in sight. */
  readonly texts: readonly string[]
  /** The `aria-rowindex` of the last of them. */
  readonly last: string
  /** The table reaches over the whole window with rows, as far as there are any: none is still to be drawn. */
  readonly isWhole: boolean
}

const look = (page: Page): Promise<Sight> =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('tbody tr[aria-rowindex]')]
    const inSight = rows.filter((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return bottom > 0 && top < innerHeight
    })
    const spaces = [...document.querySelectorAll<HTMLElement>('tbody tr[aria-hidden]')]
    const isEmptySpaceInSight = spaces.some((space) => {
      const { top, bottom } = space.getBoundingClientRect()
      return bottom > 1 && top < innerHeight - 1
    })
    return {
      drawn: rows.length,
      texts: inSight.map((row) => row.innerText),
      last: inSight.at(-1)?.ariaRowIndex ?? '',
      isWhole: !isEmptySpaceInSight,
    }
  })

/** Waits until the rows in sight are drawn. */
async function lookOnceDrawn(page: Page): Promise<Sight> {
  for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end; await pause(LOOK_AGAIN_MS)) {
    const sight = await look(page)
    if (sight.isWhole) return sight
  }
  throw new Error('Rows in sight stay blank')
}

/**
 * Scrolls until the last row that was in sight is the first: none comes and goes between two looks.
 * @returns false at the end, when no more rows come
 */
async function scrollOn(page: Page, { last }: Sight): Promise<boolean> {
  for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end; await pause(LOOK_AGAIN_MS)) {
    const hasMoved = await page.evaluate((row) => {
      const before = scrollY
      document.querySelector(`tr[aria-rowindex="${row}"]`)?.scrollIntoView({ block: 'start', behavior: 'instant' })
      return scrollY !== before
    }, last)
    if (hasMoved) return true
  }
  return false
}

test('a preview of more than a thousand rows draws those in sight, each of them, and none is blank', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'muster-scrolling-'))
  try {
    const { page, faults } = await stage.visit(await beginLongPreview(folder))
    await page
      .getByRole('row', { name: nameOf(0), exact: false })
      .first()
      .waitFor()
    const unseen = new Set(Array.from({ length: ROWS }, (_, index) => nameOf(index)))
    const drawn: number[] = []
    let sight: Sight
    do {
      sight = await lookOnceDrawn(page)
      drawn.push(sight.drawn)
      for (const text of sight.texts) {
        const name = /Bäckerei Nr\. \d+/u.exec(text)?.[0]
        // Every row says whom it is about, also the one that has just come.
        expect(name).toBeDefined()
        unseen.delete(name ?? '')
      }
    } while (unseen.size > 0 && (await scrollOn(page, sight)))
    expect([...unseen]).toEqual([])
    expect(Math.max(...drawn)).toBeLessThan(MOST_DRAWN)
    expect(faults).toEqual([])
    await page.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
