import { ApiProblem, ApiUnreachable } from '../../lib/contracts/client.ts'
import { isAskedAgain } from '../../web/src/api/retrying.ts'

const answered = (status: number) => new ApiProblem({ type: 'about:blank', title: 'No', status, code: 'internal' })
const times = (error: unknown) => Array.from({ length: 1000 }, (_, n) => isAskedAgain(n, error)).filter(Boolean).length

it('asks until somebody answers, never after a refusal, and not for ever where the server fails', () => {
  expect(times(new ApiUnreachable('http://127.0.0.1', undefined))).toBe(1000)
  expect([400, 401, 403, 404, 409].map((status) => times(answered(status)))).toEqual([0, 0, 0, 0, 0])
  expect(times(answered(500))).toBe(3)
  expect([429, 502, 503, 504].map((status) => times(answered(status)))).toEqual([8, 8, 8, 8])
  expect(times(new Error('a fault of the page'))).toBe(0)
})
