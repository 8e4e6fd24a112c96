import type { TargetSpec } from '../template/model.ts'

/**
 * What a target gets of an event: constant, a part, a transformed text, or all of it.
 * @throws Error if the transformed text is not JSON
 */
export function inputFor(target: TargetSpec, event: unknown): unknown {
  if (target.input !== undefined) return JSON.parse(target.input)
  if (target.inputPath !== undefined) return valueAt(event, target.inputPath)
  if (target.transformer === undefined) return event
  const { paths, template } = target.transformer
  const values = new Map(Object.entries(paths).map(([name, path]) => [name, valueAt(event, path)]))
  const filled = template.replaceAll(/"?<([\w.-]+)>"?/g, (found, name: string) => {
    if (name === 'aws.events.event.json' || name === 'aws.events.event') return JSON.stringify(event)
    const value = values.get(name)
    const isQuoted = found.startsWith('"') && found.endsWith('"')
    // A path that leads nowhere leaves nothing, in quotes an empty text.
    if (value === undefined) return isQuoted ? '""' : found.replace(`<${name}>`, '""')
    if (isQuoted) return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value))
    if (found.startsWith('"') || found.endsWith('"')) {
      return found.replace(`<${name}>`, () => JSON.stringify(String(value)).slice(1, -1))
    }
    return JSON.stringify(value)
  })
  return JSON.parse(filled)
}

/** Follows a path of names, `$.detail.object.version-id`. */
function valueAt(event: unknown, path: string): unknown {
  return path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter((name) => name !== '')
    .reduce<unknown>((value, name) => {
      if (typeof value !== 'object' || value === null) return undefined
      return new Map<string, unknown>(Object.entries(value)).get(name)
    }, event)
}
