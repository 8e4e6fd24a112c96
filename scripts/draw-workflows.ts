import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { IMPORT_STATUSES, TRANSITIONS } from '../lib/domain/transitions.ts'

/** What is drawn of a state: everything else about it is read in the definition itself. */
const state = z.looseObject({
  Type: z.string(),
  Comment: z.string().optional(),
  Resource: z.string().optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(z.looseObject({ Next: z.string(), StringEquals: z.string().optional() })).optional(),
  Catch: z.array(z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() })).optional(),
  get ItemProcessor() {
    return machine.optional()
  },
})
const machine = z.looseObject({
  Comment: z.string().optional(),
  StartAt: z.string(),
  get States() {
    return z.record(z.string(), state)
  },
})
type State = z.output<typeof state>
type Machine = z.output<typeof machine>

const FOLDER = new URL('../statemachine/', import.meta.url)
const FILES = { 'The import': 'import.asl.json', 'The restore': 'restore.asl.json' } as const

const INTRODUCTION = `# The two workflows

Drawn from the definitions in this folder by \`node scripts/draw-workflows.ts\`; a test holds the two together. Rounded states wait for a
person, framed ones run once for each item of a list. Every task is tried again after a fault; what still fails leads to the state that
fails visibly, which is not drawn.
`

const isWait = ({ Resource }: State): boolean => Resource?.endsWith('.waitForTaskToken') === true

/** Where a state may go, with the word that leads there. Caught faults all lead to the same state and are left out. */
function ways(at: State): { to: string; word?: string }[] {
  const choices = (at.Choices ?? []).map(({ Next, StringEquals }) => ({ to: Next, word: StringEquals ?? '' }))
  const timeouts = (at.Catch ?? [])
    .filter(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'))
    .map(({ Next }) => ({ to: Next, word: 'no answer' }))
  const otherwise = at.Default === undefined || at.Default === 'FailUnknown' ? [] : [{ to: at.Default, word: 'else' }]
  return [...(at.Next === undefined ? [] : [{ to: at.Next }]), ...choices, ...otherwise, ...timeouts]
}

function shape(name: string, at: State): string {
  if (isWait(at)) return `${name}([${name}])`
  if (at.Type === 'Map') return `${name}[[${name}]]`
  if (at.Type === 'Choice') return `${name}{${name}}`
  if (at.Type === 'Succeed' || at.Type === 'Fail') return `${name}((${name}))`
  return `${name}[${name}]`
}

function graph({ StartAt, States }: Machine): string {
  const seen = new Set<string>([StartAt])
  for (const name of seen) for (const { to } of ways(findState(States, name))) seen.add(to)
  const drawn = [...seen].map((name) => [name, findState(States, name)] as const)
  const nodes = drawn.map(([name, at]) => `  ${shape(name, at)}`)
  const edges = drawn.flatMap(([name, at]) =>
    ways(at).map(({ to, word }) => `  ${name} -->${word === undefined ? '' : `|${word}|`} ${to}`),
  )
  return ['```mermaid', 'flowchart TD', ...nodes, ...edges, '```'].join('\n')
}

function findState(states: Machine['States'], name: string): State {
  const found = states[name]
  if (found === undefined) throw new Error(`A state leads to ${name}, which is not there`)
  return found
}

/** One line per state that says what it is for: tasks, waits and what runs inside a Map. */
function table({ States }: Machine): string {
  const lines = Object.entries(States).flatMap(([name, at]): string[] => {
    const inner = Object.entries(at.ItemProcessor?.States ?? {}).map(([own, { Comment }]) =>
      line(`${name}: ${own}`, Comment),
    )
    return at.Comment === undefined ? inner : [line(name, at.Comment), ...inner]
  })
  return ['| state | for |', '|---|---|', ...lines].join('\n')
}

const line = (name: string, comment = ''): string => `| ${name} | ${comment} |`

/** The text of `statemachine/README.md`, made from the definitions. */
export function drawWorkflows(): string {
  const parts = Object.entries(FILES).map(([title, file]) => {
    const definition = machine.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')))
    return [`## ${title}: \`${file}\``, definition.Comment ?? '', graph(definition), table(definition)].join('\n\n')
  })
  return `${[INTRODUCTION.trimEnd(), ...parts].join('\n\n')}\n`
}

const STATUSES = /```mermaid\nstateDiagram-v2\n[^`]*```/
const ARCHITECTURE = new URL('../docs/architecture.md', import.meta.url)

/** The diagram of the statuses of an import, as a fenced block, made from `lib/domain/transitions.ts`. */
export function drawStatuses(): string {
  const id = (status: string): string => status.replaceAll('-', '_')
  const names = IMPORT_STATUSES.map((status) => `  state "${status}" as ${id(status)}`)
  const arrows = Object.entries(TRANSITIONS).flatMap(([from, following]) =>
    following.length === 0 ? [`  ${id(from)} --> [*]`] : following.map((to) => `  ${id(from)} --> ${id(to)}`),
  )
  return ['```mermaid', 'stateDiagram-v2', ...names, '  [*] --> awaiting_upload', ...arrows, '```'].join('\n')
}

if (import.meta.main) {
  writeFileSync(new URL('README.md', FOLDER), drawWorkflows())
  writeFileSync(ARCHITECTURE, readFileSync(ARCHITECTURE, 'utf8').replace(STATUSES, drawStatuses))
}
