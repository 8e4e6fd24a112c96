import type { AnswerOf } from '../../lib/contracts/client.ts'

type Timeline = AnswerOf<'getImport'>['timeline']

/** How long something took, in seconds. */
export interface Stage {
  readonly name: string
  readonly seconds: number
}

/** Runs `work` and gives its result together with how long it took. */
export async function timed<T>(name: string, work: () => Promise<T>): Promise<[T, Stage]> {
  const began = performance.now()
  const result = await work()
  return [result, { name, seconds: (performance.now() - began) / 1000 }]
}

const NAMES: Readonly<Record<string, string>> = {
  inspecting: 'inspect',
  splitting: 'split',
  securing: 'restore point',
  previewing: 'preview',
}

/** The stages of the import in their order, from what it says of itself. Waiting for an answer is no stage. */
export function importStages(timeline: Timeline): Stage[] {
  const spans = timeline.flatMap(({ at, status }, index) => {
    const next = timeline[index + 1]
    return next === undefined ? [] : [{ status, seconds: (Date.parse(next.at) - Date.parse(at)) / 1000 }]
  })
  const lastWriting = spans.findLastIndex(({ status }) => status === 'importing')
  let previews = 0
  return spans.flatMap(({ status, seconds }, index): Stage[] => {
    if (status === 'previewing') previews += 1
    if (status === 'importing')
      return [{ name: index === lastWriting ? 'import all' : `import user ${previews}`, seconds }]
    const name = NAMES[status]
    return name === undefined ? [] : [{ name: status === 'previewing' ? `${name} ${previews}` : name, seconds }]
  })
}

/** `1.2 s`, `83 ms`, `2 min 5 s` */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 100) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
