import { createReadStream } from 'node:fs'
import papaparse from 'papaparse'
import { DELIMITER } from '../files/csv.ts'
import type { Read } from './reader.ts'

/** Papa Parse as a stream. Node decodes, because the parser would break characters where two pieces meet. */
export const read: Read = (path, see) =>
  new Promise((resolve, reject) => {
    papaparse.parse<unknown[]>(createReadStream(path, { encoding: 'utf8' }), {
      delimiter: DELIMITER,
      skipEmptyLines: true,
      step: ({ data }) => see(data),
      complete: () => resolve(),
      error: reject,
    })
  })
