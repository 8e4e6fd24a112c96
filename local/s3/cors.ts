import type { CorsRule } from '../template/model.ts'

/**
 * The headers that let a page of another origin read an answer, by the bucket's or the API's rules.
 * @param requested headers a preflight asks for
 * @returns undefined if no rule allows it
 */
export function corsHeaders(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  requested: readonly string[] = [],
): Record<string, string> | undefined {
  const rule = rules.find(
    (one) =>
      one.origins.some((pattern) => matches(pattern, origin)) &&
      (one.methods.includes('*') || one.methods.includes(method)) &&
      requested.every((header) => one.headers.some((pattern) => matches(pattern.toLowerCase(), header.toLowerCase()))),
  )
  if (rule === undefined) return undefined
  return {
    'access-control-allow-origin': rule.origins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.methods.includes('*') ? method : rule.methods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    ...(requested.length === 0 ? {} : { 'access-control-allow-headers': requested.join(', ') }),
    ...(rule.exposed.length === 0 ? {} : { 'access-control-expose-headers': rule.exposed.join(', ') }),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  }
}

/** A pattern with at most one `*`, as both services take it. */
function matches(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*', 2)
  if (after === undefined) return pattern === text
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after)
}
