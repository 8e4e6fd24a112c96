import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { matchRoutes } from 'react-router'
import { OPENINGS } from './openings.ts'
import { places, type Place } from './places.ts'
import { ANNA } from './product.ts'
import { setStage } from './stage.ts'
import { startWalk, type Walker } from './walk.ts'

const stage = setStage()

const WIDE = { colours: 'light', locale: 'en-GB', size: { width: 1280, height: 800 } } as const
const PHONE = { colours: 'dark', locale: 'de-AT', size: { width: 390, height: 844 } } as const

/** From here on browsers call it bad that what was there moves: https://web.dev/articles/cls */
const MOST_SHIFT = 0.1

const seen: string[] = []
const links = new Set<string>()
const faults: Record<string, readonly string[]> = {}

beforeAll(async () => {
  const walkers = new Map<string, Promise<Walker>>()
  for await (const place of places(stage.product())) {
    seen.push(place.path.replace(/\?.*/, ''))
    await Promise.all(
      [WIDE, PHONE].map(async (look) => {
        const { email = ANNA } = place
        const key = `${look.locale} ${email}`
        const walker = walkers.get(key) ?? startWalk(stage, { ...look, email })
        walkers.set(key, walker)
        await walk(await walker, place, look)
      }),
    )
  }
}, 600_000)

/** Looks at a place, then at all that opens there. */
async function walk(walker: Walker, { name, path }: Place, look: typeof WIDE | typeof PHONE): Promise<void> {
  const where = `${name} (${look.colours}, ${look.locale})`
  const note = (what: string, found: readonly string[]): void => {
    if (found.length > 0) faults[what] = found
  }
  const { score, moved } = await walker.go(path)
  note(where, [
    ...(await walker.faults()),
    ...(await walker.palenessInOtherColours()),
    ...(score > MOST_SHIFT ? [`moves by ${score.toFixed(2)}: ${moved.slice(0, 5).join('; ')}`] : []),
  ])
  for (const link of await walker.links()) links.add(link)
  for (const { name: what, open, onPhone = false } of OPENINGS[name] ?? []) {
    if (onPhone && look !== PHONE) continue
    await open(walker.page)
    await walker.settle()
    note(`${where}, ${what}`, await walker.faultsInFront())
    await walker.page.keyboard.press('Escape')
  }
}

test('no page, in any state, has barriers, runs over, jumps or lacks texts, in both themes, both languages, and on a phone', () => {
  expect(faults).toEqual({})
})

/** The pages' addresses, as the router has them. */
async function readRoutes() {
  const router = await readFile(join(import.meta.dirname, '../../web/src/router.tsx'), 'utf8')
  const paths = [...router.matchAll(/(?:later\(\s*|path: )'([^']+)'/g)].map(([, path]) => path ?? '')
  const routes = ['/', ...paths].map((path) => ({ path }))
  return { routes, routeOf: (path: string) => matchRoutes(routes, path)?.at(-1)?.route.path }
}

test('every page was looked at', async () => {
  const { routes, routeOf } = await readRoutes()
  const reached = new Set(seen.map(routeOf))
  expect(routes.length).toBeGreaterThan(25)
  expect(routes.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([])
})

test('every link leads to a page', async () => {
  const { routeOf } = await readRoutes()
  expect(links.size).toBeGreaterThan(20)
  expect([...links].filter((link) => routeOf(link) === '*')).toEqual([])
})
