import { randomUUID } from 'node:crypto'

/**
 * Stand-ins for the values of the context object that are only known when a task is called. They are put into the
 * definition as literals and replaced in the task's input, so that each call gets its own token however often the
 * definition mentions it.
 */
export const MARKS = {
  token: `task-token-${randomUUID()}`,
  enteredTime: `state-entered-time-${randomUUID()}`,
  retryCount: `state-retry-count-${randomUUID()}`,
} as const

/** Where the engine keeps its own copy of `$$.Execution`: the library overwrites Input and StartTime inside a Map. */
export const RUN_KEY = 'MusterRun'

const MARKED: Readonly<Record<string, string>> = {
  'Task.Token': MARKS.token,
  'State.EnteredTime': MARKS.enteredTime,
  'State.RetryCount': MARKS.retryCount,
}

const KNOWN = /^\$\$\.(Execution|StateMachine|Map)(?![A-Za-z0-9_])/
const MARKED_PATH = /\$\$\.(Task\.Token|State\.EnteredTime|State\.RetryCount|State\.Name)(?![A-Za-z0-9_.[])/g
const WHOLE_MARKED_PATH = new RegExp(`^${MARKED_PATH.source}$`)

/**
 * Rewrites the parts of a state that refer to the context object.
 * @param value a state without its nested machines, or any value in it
 * @throws Error naming the path, where it cannot be answered as AWS would
 */
export function rewriteContextPaths(value: unknown, stateName: string, isTask: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => rewriteContextPaths(item, stateName, isTask))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const isTemplate = key.endsWith('.$')
      if (typeof inner !== 'string' || !(isTemplate || key.endsWith('Path') || key === 'Variable')) {
        return [key, rewriteContextPaths(inner, stateName, isTask)]
      }
      const name = WHOLE_MARKED_PATH.exec(inner)?.[1]
      if (name === undefined) return [key, rewriteExpression(inner, stateName, isTask)]
      if (!isTemplate) throw new Error(`State "${stateName}": ${inner} is not supported in ${key}`)
      return [key.slice(0, -2), literalFor(name, stateName, isTask)]
    }),
  )
}

function literalFor(name: string, stateName: string, isTask: boolean): string {
  if (name === 'State.Name') return stateName
  const mark = MARKED[name]
  if (!isTask || mark === undefined) throw new Error(`State "${stateName}": $$.${name} is answered in Task states only`)
  return mark
}

function rewriteExpression(expression: string, stateName: string, isTask: boolean): string {
  const marked = expression.replaceAll(MARKED_PATH, (_path, name: string) => `'${literalFor(name, stateName, isTask)}'`)
  for (const [found] of marked.matchAll(/\$\$[^,)\s]*/g)) {
    if (!KNOWN.test(found)) throw new Error(`State "${stateName}": the path ${found} is not supported`)
  }
  return marked.replaceAll(/\$\$\.Execution(?![A-Za-z0-9_])/g, () => `$$.${RUN_KEY}`)
}

/** Puts the values of one call in the place of the marks, in a task's effective input. */
export function fillMarks(
  value: unknown,
  values: { token?: string; enteredTime: string; retryCount: number },
): unknown {
  if (typeof value === 'string') {
    if (value === MARKS.retryCount) return values.retryCount
    return value
      .replaceAll(MARKS.token, values.token ?? '')
      .replaceAll(MARKS.enteredTime, values.enteredTime)
      .replaceAll(MARKS.retryCount, String(values.retryCount))
  }
  if (Array.isArray(value)) return value.map((item) => fillMarks(item, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillMarks(inner, values)]))
}
