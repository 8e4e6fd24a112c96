import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { DELIMITER } from '../files/csv.ts'
import type { Read } from './reader.ts'

/** csv-parse as a stream. */
export const read: Read = async (path, see) => {
  const records: AsyncIterable<unknown[]> = createReadStream(path).pipe(parse({ delimiter: DELIMITER }))
  for await (const record of records) see(record)
}
