import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listen } from '../../local/http.ts'
import { begin, recordsOf, UNATTENDED, until } from '../workflow/driving.ts'
import { ANNA, settle } from '../workflow/people.ts'
import { createWorld, type World } from '../workflow/world.ts'

const COMPANY = 'throttled'
/** One request in this many is refused, and of one batch in this many only a part is taken. */
const REFUSED_EVERY = 5
const PARTIAL_EVERY = 3

let world: World
let proxy: Awaited<ReturnType<typeof listen>>
const seen = { requests: 0, refused: 0, partial: 0 }

beforeAll(async () => {
  world = await createWorld()
  await settle(world, COMPANY)
  const database = process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? ''
  proxy = await listen(
    createServer((message, response) => void pass(database, message, response)),
    0,
  )
  // The handlers make their client at their first call, which is still to come.
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = `http://127.0.0.1:${proxy.port}`
})
afterAll(async () => {
  await proxy.stop()
  await world.stop()
})

/** Hands a request on to the database, unless it is one that a busy table would refuse. */
async function pass(database: string, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(message)
  seen.requests += 1
  if (seen.requests % REFUSED_EVERY === 0) {
    seen.refused += 1
    const answer = JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
      message: 'The level of configured provisioned throughput for the table was exceeded.',
    })
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(answer)
    return
  }
  const isBatch = String(message.headers['x-amz-target']).endsWith('BatchWriteItem')
  const [sent, left] = isBatch && seen.requests % PARTIAL_EVERY === 0 ? halved(body) : [body, undefined]
  const { status, type, answer } = await forward(database, message, sent)
  const isTaken = left !== undefined && status === 200
  response.writeHead(status, { 'content-type': type })
  response.end(isTaken ? JSON.stringify({ UnprocessedItems: left }) : answer)
}

/** The first half of a batch, and what the table says it did not take. */
function halved(body: Buffer): [Buffer, unknown] {
  const batch = JSON.parse(body.toString()) as { RequestItems: Record<string, unknown[]> }
  const half = (part: (items: unknown[]) => unknown[]) =>
    Object.fromEntries(Object.entries(batch.RequestItems).map(([table, items]) => [table, part(items)]))
  if (Object.values(batch.RequestItems).some((items) => items.length < 2)) return [body, undefined]
  seen.partial += 1
  const first = half((items) => items.slice(0, items.length / 2))
  return [
    Buffer.from(JSON.stringify({ ...batch, RequestItems: first })),
    half((items) => items.slice(items.length / 2)),
  ]
}

function forward(
  database: string,
  { headers }: IncomingMessage,
  body: Buffer,
): Promise<{ status: number; type: string; answer: Buffer }> {
  return new Promise((resolve, reject) => {
    const passed = request(
      database,
      { method: 'POST', headers: { ...headers, 'content-length': body.length } },
      (response) => {
        const { statusCode: status = 500, headers: answered } = response
        const type = answered['content-type'] ?? 'application/x-amz-json-1.0'
        buffer(response).then((answer) => resolve({ status, type, answer }), reject)
      },
    )
    passed.on('error', reject)
    passed.end(body)
  })
}

it('imports everything once although the database refuses requests and takes batches in part', async () => {
  const api = world.as(ANNA, COMPANY)
  const first = await begin(api, 'customers.xlsx', UNATTENDED)
  await until(api, first, 'completed')
  expect((await api.getSummary({ path: { importId: first } })).totals).toMatchObject({ created: 400, conflict: 0 })
  const again = await begin(api, 'customers.xlsx', UNATTENDED)
  await until(api, again, 'completed')
  expect((await api.getSummary({ path: { importId: again } })).totals).toMatchObject({ unchanged: 400, created: 0 })
  const all = await Promise.all((await api.listUsers()).users.map(({ id }) => recordsOf(api, id)))
  expect(all.flat()).toHaveLength(400)
  expect(new Set(all.flat().map(({ version }) => version))).toEqual(new Set([1]))
  expect(new Set(all.flat().map(({ fields }) => fields['externalId'])).size).toBe(400)
  expect(seen.refused).toBeGreaterThan(50)
  expect(seen.partial).toBeGreaterThan(2)
})
