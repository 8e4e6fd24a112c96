import { z } from 'zod'

const matcher = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ 'anything-but': z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]) }),
  z.strictObject({ 'equals-ignore-case': z.string() }),
])

type Matcher = z.infer<typeof matcher>

/** Says of an event whether a rule is meant. */
export type Matches = (event: unknown) => boolean

/**
 * Compiles an EventBridge pattern.
 * @throws Error naming the place of a filter that is not supported
 */
export function compilePattern(pattern: Readonly<Record<string, unknown>>, place = ''): Matches {
  const tests = Object.entries(pattern).map(([name, inner]): [string, Matches] => {
    const here = `${place}/${name}`
    if (Array.isArray(inner)) {
      const matchers = inner.map((one) => {
        const parsed = matcher.safeParse(one)
        if (!parsed.success) throw new Error(`The event pattern uses a filter that is not supported, at ${here}`)
        return parsed.data
      })
      return [name, (value) => matchers.some((one) => meets(one, value))]
    }
    return [name, compilePattern(z.record(z.string(), z.unknown()).parse(inner), here)]
  })
  return (event) => {
    const fields: Readonly<Record<string, unknown>> = typeof event === 'object' && event !== null ? { ...event } : {}
    return tests.every(([name, test]) => test(fields[name]))
  }
}

function meets(one: Matcher, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => meets(one, item))
  if (typeof one !== 'object' || one === null) return one === value
  if ('exists' in one) return one.exists === (value !== undefined)
  if ('anything-but' in one)
    return value !== undefined && ![one['anything-but']].flat().some((other) => other === value)
  if (typeof value !== 'string') return false
  if ('prefix' in one) return value.startsWith(one.prefix)
  if ('suffix' in one) return value.endsWith(one.suffix)
  return value.toLowerCase() === one['equals-ignore-case'].toLowerCase()
}
