import { z } from 'zod'
import type { Machine, State, TaskState } from './definition.ts'

/** A state by its name, in the machine or branch that it belongs to. */
interface Place {
  readonly machine: Machine
  readonly name: string
}

/** Of a choice only so many branches are looked down, in its order: what is unusual stands last. */
const LIKELY_CHOICES = 2

const withFunction = z.looseObject({ FunctionName: z.string() })
const withNext = z.looseObject({ Next: z.string() })

/**
 * Which functions a workflow may soon need, by the function it calls: those of the tasks that follow until it waits for an
 * answer from outside, the nearest first. A function that loads while another one works need not be waited for.
 */
export function functionsAhead(machine: Machine): ReadonlyMap<string, readonly string[]> {
  return new Map(placesOf(machine).flatMap((place) => functionOf(place).map((name) => [name, ahead(place)])))
}

/** All states, those of branches with them. */
function placesOf(machine: Machine): Place[] {
  return Object.entries(machine.States).flatMap(([name, state]) => [
    { machine, name },
    ...branchesOf(state).flatMap(placesOf),
  ])
}

function branchesOf(state: State): Machine[] {
  if (state.Type === 'Parallel') return state.Branches
  const processor = state.Type === 'Map' ? (state.ItemProcessor ?? state.Iterator) : undefined
  return processor === undefined ? [] : [processor]
}

function ahead(from: Place): string[] {
  const names = new Set<string>()
  const seen = new Set<State>()
  let places = following(from)
  while (places.length > 0) {
    places = places.flatMap((place) => {
      const state = stateAt(place)
      if (state === undefined || seen.has(state)) return []
      seen.add(state)
      for (const name of functionOf(place)) names.add(name)
      return state.Type === 'Task' && isWaiting(state) ? [] : following(place)
    })
  }
  return [...names]
}

function following(place: Place): Place[] {
  const state = stateAt(place)
  if (state === undefined) return []
  const inside = branchesOf(state).map((machine) => ({ machine, name: machine.StartAt }))
  const likely = state.Type === 'Choice' ? state.Choices.slice(0, LIKELY_CHOICES) : [state]
  const next = likely.flatMap((one) => withNext.safeParse(one).data ?? [])
  return [...inside, ...next.map(({ Next }) => ({ machine: place.machine, name: Next }))]
}

const stateAt = ({ machine, name }: Place): State | undefined => machine.States[name]

const isWaiting = ({ Resource }: TaskState): boolean => Resource.endsWith('.waitForTaskToken')

/** The function of a task, as its definition names it; none of another state. */
function functionOf(place: Place): string[] {
  const state = stateAt(place)
  if (state?.Type !== 'Task') return []
  const { data } = withFunction.safeParse(state.Parameters)
  return [data?.FunctionName ?? state.Resource]
}
