import type { Author } from '../domain/records.ts'
import { changeRecord, nextState, type ChangeDeps } from './change-record.ts'
import type { RecordArgs } from './get-record.ts'

/**
 * Puts a record into the recycle bin.
 * @throws Problem `not-found`, also if it lies there already
 */
export const deleteRecord =
  (deps: ChangeDeps) =>
  async (args: RecordArgs): Promise<void> => {
    const by: Author = { kind: 'user', id: args.actor.id }
    await changeRecord(deps, args, undefined, (before) =>
      nextState(deps, args, before, { deleted: { at: deps.now(), by } }),
    )
  }
