import { describe, expect, it } from '@jest/globals'
import { API_FUNCTIONS, EVENT_FUNCTIONS, PUBLIC_FUNCTIONS, WORKFLOW_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { fileNameOf, routeNames } from '../../lib/contracts/names.ts'
import { steps } from '../../lib/contracts/workflow.ts'
import { filesBelow, read } from './repository.ts'

const linesOf = (path: string): number => read(path).trimEnd().split('\n').length
const sources = filesBelow('.', /\.(ts|tsx|js|cjs|mjs)$/)
const handlers = filesBelow('functions', /\.ts$/)

const filesOf = (group: string, names: Iterable<string>) =>
  [...names].map((name) => `functions/${group}/${fileNameOf(name)}.ts`)

describe('files', () => {
  it('are rooms, not halls: none has more than 500 lines', () => {
    const halls = sources.filter((path) => !/\.test\.ts$/.test(path) && linesOf(path) > 500)
    expect(halls).toEqual([])
  })

  it('of functions only translate: none has more than 40 lines', () => {
    expect(handlers.filter((path) => linesOf(path) > 40)).toEqual([])
  })

  it('of functions are exactly the routes, steps and events of the contracts', () => {
    const expected = [
      ...filesOf('api', [...routeNames, ...Object.keys(PUBLIC_FUNCTIONS)]),
      ...filesOf('workflow', Object.keys(steps)),
      ...filesOf('events', Object.keys(EVENT_FUNCTIONS)),
    ]
    expect(handlers).toEqual(expected.toSorted())
  })

  it('export one thing where they are functions: the handler', () => {
    for (const path of handlers) {
      const exports = [...read(path).matchAll(/^export (?:async )?(?:const|function|class|default) ?(\w*)/gm)].map(
        ([, name]) => name,
      )
      expect({ path, exports }).toEqual({ path, exports: ['handler'] })
    }
  })

  it('use only relative imports that Node resolves by itself', () => {
    const bare = sources
      .filter((path) => path.endsWith('.ts') && !path.startsWith('test/'))
      .flatMap((path) =>
        [...read(path).matchAll(/(?:from|import\() ?'(\.{1,2}\/[^']+)'/g)]
          .map(([, target = '']) => target)
          .filter((target) => !/\.(ts|tsx|js|json|css)$/.test(target))
          .map((target) => `${path}: ${target}`),
      )
    expect(bare).toEqual([])
  })
})

it('the contracts give every route and every step a function, and none besides', () => {
  expect(Object.keys(API_FUNCTIONS).toSorted()).toEqual([...routeNames].toSorted())
  expect(Object.keys(WORKFLOW_FUNCTIONS).toSorted()).toEqual(Object.keys(steps).toSorted())
})
