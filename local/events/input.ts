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
  const value = (name: string): unknown => (name.startsWith('aws.events.event') ? event : values.get(name))
  // A text of the template as a whole, or a place outside of any text.
  const filled = template.replaceAll(/"(?:[^"\\]|\\.)*"|<[\w.-]+>/g, (found) =>
    found.startsWith('"')
      ? found.replaceAll(PLACE, (_place, name: string) => JSON.stringify(asText(value(name))).slice(1, -1))
      : JSON.stringify(value(found.slice(1, -1)) ?? ''),
  )
  return JSON.parse(filled)
}

const PLACE = /<([\w.-]+)>/g

/** A path that leads nowhere leaves an empty text. */
function asText(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
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
