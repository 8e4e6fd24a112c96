import { ApiProblem } from '../lib/contracts/client.ts'

/** The first items of a list that may be longer. */
export async function* upTo<T>(limit: number | undefined, items: AsyncIterable<T>): AsyncGenerator<T> {
  let count = 0
  for await (const item of items) {
    yield item
    if (++count === limit) return
  }
}

/**
 * Asks for something by an ID. If there is no such thing, and the answer does not say where to look, this does.
 * @param list the command that lists the IDs there are
 * @throws what `ask` throws
 */
export async function orSeeList<T>(list: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'not-found' || error.problem.advice !== undefined) throw error
    throw new ApiProblem({ ...error.problem, advice: `See which there are: ${list}` })
  }
}
