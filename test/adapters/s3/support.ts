import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { S3Client } from '@aws-sdk/client-s3'
import type { StoredFile } from '../../../lib/ports/files.ts'
import { createS3Client } from '../../../lib/adapters/s3/client.ts'
import { createStorage } from '../../../local/s3/server.ts'
import { openStore } from '../../../local/s3/store.ts'

export interface TestBucket {
  readonly client: S3Client
  readonly bucket: string
  stop(): Promise<void>
}

/** An opened object from its first byte to its last. */
export function wholeOf(file: StoredFile): Promise<Uint8Array> {
  return file.read(0, file.size)
}

/** A bucket of its own for one test file, in a temporary folder. */
export async function startBucket(): Promise<TestBucket> {
  const bucket = 'test-bucket'
  const credentials = { accessKeyId: 'test', secretAccessKey: 'a secret of this test' }
  const folder = await mkdtemp(join(tmpdir(), 'muster-files-'))
  const store = await openStore({ folder, buckets: [{ name: bucket, versioned: true, cors: [], events: false }] })
  const faults: unknown[] = []
  const onFault = (error: unknown) => {
    // A reader that stops early closes its connection.
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') faults.push(error)
  }
  const handle = createStorage({ store, credentials, prefix: '/s3', onFault })
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = createS3Client({ endpoint: `http://127.0.0.1:${port}/s3`, region: 'eu-central-1', credentials })
  return {
    client,
    bucket,
    async stop() {
      client.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      store.close()
      await rm(folder, { recursive: true })
      if (faults.length > 0) throw new AggregateError(faults, 'The storage had faults.')
    },
  }
}
