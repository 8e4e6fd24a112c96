import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { HTTP_STATUS } from '../../lib/contracts/problems.ts'
import { PUBLIC_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { routes } from '../../lib/contracts/routes.ts'
import { PROBLEM_CODES } from '../../lib/domain/problems.ts'
import { documents, read, ROOT } from '../architecture/repository.ts'
import { drawStatuses } from '../../scripts/draw-workflows.ts'

const texts = documents().map((path) => ({ path, text: read(path) }))
const manifest: { scripts: Record<string, string>; dependencies: object; devDependencies: object } = JSON.parse(
  read('package.json'),
)

/** Where GitHub jumps to for a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')

const anchorsOf = (text: string): string[] =>
  [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

const withoutCode = (text: string): string => text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '')

describe.each(texts)('$path', ({ path, text }) => {
  it('links only to what is there', () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    const broken = links
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [file = '', anchor] = target.split('#')
        const full = file === '' ? join(ROOT, path) : normalize(join(ROOT, dirname(path), file))
        if (!existsSync(full)) return true
        if (anchor === undefined || !statSync(full).isFile()) return false
        return !anchorsOf(read(full.slice(ROOT.length + 1))).includes(anchor)
      })
    expect(broken).toEqual([])
  })

  it('names npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)
    const known = ['start', 'test', ...Object.keys(manifest.scripts)]
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })

  it('names routes that exist', () => {
    const shape = (method: string, route: string) => `${method} ${route.replaceAll(/\{\w+\}/g, '{}')}`
    const known = new Set([
      ...Object.values(routes).map(({ method, path: route }) => shape(method, `/v1${route}`)),
      ...Object.values(PUBLIC_FUNCTIONS).map(({ path: route }) => shape('GET', route)),
    ])
    const named = [...text.matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/[\w{}/.-]+)/g)].map(
      ([, method = '', route = '']) => shape(method, route.replaceAll(/\{id\}/g, '{}')),
    )
    expect(named.filter((route) => !known.has(route))).toEqual([])
  })

  it('names files of the repository that exist', () => {
    const named = [
      ...text.matchAll(/`((?:lib|functions|cdk|cli|local|scripts|statemachine|test|docs|samples)\/[\w./-]*)`/g),
    ]
    const missing = named.map(([, file = '']) => file).filter((file) => !existsSync(join(ROOT, file)))
    expect(missing.filter((file) => !file.includes('faults'))).toEqual([])
  })
})

it('docs/images/ holds what the documents show, and nothing else', () => {
  const shown = texts.flatMap(({ path, text }) =>
    [...withoutCode(text).matchAll(/!\[[^\]]+\]\(([^)\s]+)\)/g)].map(([, target = '']) =>
      normalize(join(dirname(path), target)),
    ),
  )
  const kept = readdirSync(join(ROOT, 'docs/images')).map((file) => `docs/images/${file}`)
  expect(kept.filter((file) => !shown.includes(file))).toEqual([])
  expect(shown.filter((file) => !kept.includes(file))).toEqual([])
  // Whoever clones the repository or reads on a train gets them all.
  for (const file of kept) expect(statSync(join(ROOT, file)).size).toBeLessThan(250_000)
})

describe('README.md', () => {
  const readme = read('README.md')

  it('says on its first screen how to start, test and show it', () => {
    const [first = ''] = readme.split('\n## ')
    for (const command of ['npm ci && npm start', 'npm ci && npm test', 'npm run demo']) {
      expect(first.split('\n').some((line) => line.startsWith(command))).toBe(true)
    }
  })

  it('explains every folder at the top', () => {
    const folders = ['functions', 'statemachine', 'cdk', 'local', 'cli', 'web', 'samples', 'scripts', 'test']
    for (const folder of folders) expect(readme).toContain(`| \`${folder}/\` |`)
  })

  it('leads to every document', () => {
    const reached = new Set<string>()
    const open = ['README.md']
    for (const path of open) {
      if (reached.has(path)) continue
      reached.add(path)
      const links = [...read(path).matchAll(/\]\(([^)#\s]+\.md)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
      open.push(
        ...links.filter((target) => !/^[a-z]+:/.test(target)).map((target) => normalize(join(dirname(path), target))),
      )
    }
    expect(documents().filter((path) => !reached.has(path))).toEqual([])
  })
})

describe('docs/problems.md', () => {
  const lines = [...read('docs/problems.md').matchAll(/^\| `([a-z-]+)` \| (\d+) \| (.+) \| (.+) \|$/gm)].map(
    ([, code, status, wrong = '', todo = '']) => ({ code, status: Number(status), wrong, todo }),
  )

  it('has every code with its HTTP status, and none that is not there', () => {
    expect(lines.map(({ code, status }) => [code, status])).toEqual(
      PROBLEM_CODES.map((code) => [code, HTTP_STATUS[code]]),
    )
  })

  it('says of each what to do', () => {
    for (const { wrong, todo } of lines) {
      expect(wrong.length).toBeGreaterThan(15)
      expect(todo.length).toBeGreaterThan(15)
    }
  })
})

it('docs/architecture.md draws the statuses as they are (node scripts/draw-workflows.ts)', () => {
  expect(read('docs/architecture.md')).toContain(drawStatuses())
})

it('docs/decisions/dependencies.md gives a reason for each package, once, and for no other', () => {
  const named = [...read('docs/decisions/dependencies.md').matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(
    ([, name = '']) => name,
  )
  const used = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]
  expect(named.toSorted()).toEqual(used.toSorted())
})

it('docs/decisions/README.md lists every decision by its title', () => {
  const index = read('docs/decisions/README.md')
  const records = documents().filter((path) => /^docs\/decisions\/\d{4}-/.test(path))
  expect(records.length).toBeGreaterThanOrEqual(10)
  for (const path of records) {
    const text = read(path)
    const [, number, title] = /^# (\d{4})\. (.+)$/m.exec(text) ?? []
    expect(path).toContain(`/${number}-`)
    expect(index).toContain(`| [${number}](${path.slice('docs/decisions/'.length)}) | ${title} |`)
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual(['Context', 'Decision', 'Consequences'])
    expect(text).toMatch(/^\*\*Status:\*\* (accepted|replaced by \[\d{4}\].*)$/m)
  }
})
