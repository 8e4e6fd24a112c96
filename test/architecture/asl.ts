import { machineSchema, type Machine, type State } from '../../local/stepfunctions/definition.ts'
import { read } from './repository.ts'

export interface Definition {
  readonly file: string
  readonly machine: Machine
  /** The text of the definition, for what the schema does not look at. */
  readonly text: string
}

export const definitions: readonly Definition[] = ['import.asl.json', 'restore.asl.json'].map((file) => {
  const text = read(`statemachine/${file}`)
  return { file, text, machine: machineSchema.parse(JSON.parse(text)) }
})

/** A state with the Map it runs inside of, if it does. */
export interface Placed {
  readonly name: string
  readonly state: State
  readonly inside?: Extract<State, { Type: 'Map' }>
}

/** All states of a machine, those inside Maps included. */
export function statesOf({ States }: Machine, inside?: Placed['inside']): Placed[] {
  return Object.entries(States).flatMap(([name, state]): Placed[] => {
    const own = { name, state, ...(inside === undefined ? {} : { inside }) }
    return state.Type === 'Map' && state.ItemProcessor !== undefined
      ? [own, ...statesOf(state.ItemProcessor, state)]
      : [own]
  })
}

/** How a run of a machine goes: the word each Choice reads, and the items of each Map, on the n-th visit from 0. */
export interface Course {
  /** The word that leads on at this Choice. A word unknown to the Choice takes its Default. */
  readonly word: (choice: string, visit: number) => string
  readonly items: (map: string, visit: number) => number
  /** How often each task fails before it works. */
  readonly failures: number
}

interface ChoiceRule {
  readonly StringEquals?: string
  readonly Next: string
}

/**
 * The number of events AWS writes into the history of such a run.
 * Source: the history event types of Step Functions; a state is entered and exited, a task is scheduled and started at each
 * try and ends each with success or failure, a callback task is also submitted, an inline Map starts and ends itself and each iteration.
 */
export function historyEvents(machine: Machine, course: Course): number {
  return 2 + walk(machine, course)
}

function walk(machine: Machine, course: Course): number {
  const visits = new Map<string, number>()
  let events = 0
  for (let name: string | undefined = machine.StartAt; name !== undefined;) {
    const state: State | undefined = machine.States[name]
    if (state === undefined) throw new Error(`There is no state ${name}`)
    const visit = visits.get(name) ?? 0
    visits.set(name, visit + 1)
    events += eventsOf(name, state, course, visit)
    name = nextOf(name, state, course, visit)
  }
  return events
}

const ENTERED_AND_EXITED = 2

function eventsOf(name: string, state: State, course: Course, visit: number): number {
  switch (state.Type) {
    case 'Task': {
      const submitted = state.Resource.endsWith('.waitForTaskToken') ? 1 : 0
      return ENTERED_AND_EXITED + 3 * course.failures + 3 + submitted
    }
    case 'Map': {
      if (state.ItemProcessor === undefined) throw new Error(`${name} has no ItemProcessor`)
      const inner = 2 + walk(state.ItemProcessor, course)
      return ENTERED_AND_EXITED + 2 + course.items(name, visit) * inner
    }
    case 'Fail':
      return 1
    case 'Pass':
    case 'Choice':
    case 'Succeed':
    case 'Wait':
      return ENTERED_AND_EXITED
    default:
      throw new Error(`Nothing is known of the events of ${name} (${state.Type})`)
  }
}

function nextOf(name: string, state: State, course: Course, visit: number): string | undefined {
  if (state.Type !== 'Choice') return state.Next
  const word = course.word(name, visit)
  const rules = state.Choices as unknown as readonly ChoiceRule[]
  return rules.find(({ StringEquals }) => StringEquals === word)?.Next ?? String(state['Default'])
}
