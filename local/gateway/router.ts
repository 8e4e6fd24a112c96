import type { RouteSpec } from '../template/model.ts'

export interface Found {
  readonly route: RouteSpec
  readonly parameters: Readonly<Record<string, string>>
}

interface Compiled {
  readonly route: RouteSpec
  readonly method: string
  readonly segments: readonly string[]
}

/**
 * Finds the route of a request as API Gateway does: the most specific one first (fixed before parameters before a greedy
 * one, the method before ANY), `$default` last.
 */
export function createRouter(routes: readonly RouteSpec[]): (method: string, path: string) => Found | undefined {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default')
  const compiled = routes
    .filter((route) => route !== fallback)
    .map((route): Compiled => {
      const [method = '', path = ''] = route.routeKey.split(' ')
      return { route, method, segments: split(path) }
    })
    .toSorted(bySpecificity)

  return (method, path) => {
    const segments = split(path)
    for (const one of compiled) {
      if (one.method !== 'ANY' && one.method !== method) continue
      const parameters = match(one.segments, segments)
      if (parameters !== undefined) return { route: one.route, parameters }
    }
    return fallback === undefined ? undefined : { route: fallback, parameters: {} }
  }
}

function split(path: string): string[] {
  return path.split('/').slice(1)
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index]
    if (segment === undefined || segment === '') {
      if (part !== segment) return undefined
      continue
    }
    const name = /^\{(.+?)(\+?)\}$/.exec(part)
    if (name === null) {
      if (part !== segment) return undefined
      continue
    }
    const isGreedy = name[2] === '+'
    const value = decode(isGreedy ? segments.slice(index).join('/') : segment)
    if (value === undefined) return undefined
    parameters[name[1] ?? ''] = value
    if (isGreedy) return parameters
  }
  return pattern.length === segments.length ? parameters : undefined
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

function bySpecificity(left: Compiled, right: Compiled): number {
  return rank(left).localeCompare(rank(right))
}

/** Sorts before others the more is fixed, segment by segment from the left. */
function rank({ segments, method }: Compiled): string {
  const parts = segments.map((part) => (part.endsWith('+}') ? '2' : part.startsWith('{') ? '1' : '0')).join('')
  return `${parts}3${method === 'ANY' ? '1' : '0'}`
}
