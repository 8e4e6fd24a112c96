import { createServer } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { listen } from '../../local/http.ts'
import { createStorage } from '../../local/s3/server.ts'
import { openStore } from '../../local/s3/store.ts'

/** The thread in which S3 runs, so that its work does not hold up what is measured. */

const { folder, bucket, credentials } = z
  .object({
    folder: z.string(),
    bucket: z.string(),
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  })
  .parse(workerData)

const store = await openStore({ folder, buckets: [{ name: bucket, versioned: true, cors: [], events: false }] })
const handle = createStorage({
  store,
  credentials,
  onFault: (fault) => {
    throw fault instanceof Error ? fault : new Error(String(fault))
  },
})
const { port, stop } = await listen(
  createServer((message, response) => void handle(message, response)),
  0,
)
parentPort?.postMessage({ port })
parentPort?.once('message', () => {
  void stop().then(() => {
    store.close()
    parentPort?.close()
  })
})
