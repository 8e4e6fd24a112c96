import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'

/** The thread in which DynamoDB runs, so that its work does not hold up the rest of the embedded cloud. */

const { path } = z.object({ path: z.string() }).parse(workerData)
const dynalite = z
  .custom<(options: { path: string; createTableMs: number; updateTableMs: number; deleteTableMs: number }) => Server>(
    (value) => typeof value === 'function',
  )
  .parse(createRequire(import.meta.url)('dynalite'))

const server = dynalite({ path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 })

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  parentPort?.postMessage({ port: typeof address === 'object' ? address?.port : undefined })
})

parentPort?.once('message', () => {
  server.closeAllConnections()
  server.close(() => parentPort?.close())
})
