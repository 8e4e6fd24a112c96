import { z } from 'zod'

/** A schema of each kind that requests have, with something that does not fit it, and what of it must be said. */
const REFUSED: readonly (readonly [z.ZodType, unknown, ...expected: readonly string[]])[] = [
  [z.string(), undefined],
  [z.string(), 5],
  [z.number(), Number.NaN],
  [z.number(), null],
  [z.int(), 1.5],
  [z.int(), 2 ** 60, '9007199254740991'],
  [z.int(), -(2 ** 60), '-9007199254740991'],
  [z.boolean(), 'x'],
  [z.array(z.string()), {}],
  [z.object({}), []],
  [z.record(z.string(), z.string()), 5],
  [z.string().min(3), 'a', '3'],
  [z.string().max(2), 'abc', '2'],
  [z.string().length(12), 'abc', '12'],
  [z.string().length(2), 'abc', '2'],
  [z.number().min(0.5), 0, '0,5'],
  [z.number().max(1e15), 2e15],
  [z.array(z.string()).min(7), [], '7'],
  [z.array(z.string()).max(1), ['a', 'b'], '1'],
  [z.email(), 'x'],
  [z.url(), 'x'],
  [z.iso.datetime(), 'x'],
  [z.enum(['‹1›', '‹2›']), 'x', '"‹1›"|"‹2›"'],
  [z.literal(1), 2, '1'],
  [z.union([z.string(), z.number()]), {}],
  [z.string().regex(/^‹3›$/), 'b', '‹3›'],
]

/** What the gateway answers where it refuses by itself. Source: AWS, responses of HTTP APIs. */
const BY_THE_GATEWAY = [
  'Unauthorized',
  'Forbidden',
  'Not Found',
  'Too Many Requests',
  'Internal Server Error',
  'Service Unavailable',
]

/** Answers that an import is given beside decisions, as approvals hold them. */
const OTHER_ANSWERS = ['split', 'select', 'correct']

/**
 * What the sources do not show and people may read: the library of schemas about a request that does not fit (a change of its
 * words shows here), the gateway, and answers that were given.
 */
export function saidByOthers(): { place: string; english: string; expected: readonly string[] }[] {
  const gateway = BY_THE_GATEWAY.map((english) => ({ place: 'gateway', english, expected: [] }))
  const answers = OTHER_ANSWERS.map((action) => ({
    place: 'approval',
    english: `Somebody decided otherwise (${action}) at ‹1›.`,
    expected: ['‹1›'],
  }))
  const schemas = REFUSED.flatMap(([schema, value, ...expected]) =>
    (schema.safeParse(value).error?.issues ?? []).map(({ message }) => ({ place: 'zod', english: message, expected })),
  )
  return [...gateway, ...answers, ...schemas]
}
