import type { MusterRecord } from '../../domain/records.ts'
import type { SecuredUser } from '../../domain/restore-points.ts'
import { differences, type Pair } from '../../domain/restoring.ts'
import { DamagedObject } from '../../ports/files.ts'
import type { Ports } from '../../ports/ports.ts'
import { stored } from '../stored.ts'

export type DifferencesDeps = Pick<Ports, 'readRecordTexts' | 'readTexts'>

/**
 * What differs between a user's records and what a restore point holds of them; of the others only how many there were.
 * @throws DamagedObject if the point's object is not what was written
 */
export function differencesTo(
  deps: DifferencesDeps,
  companyId: string,
  { userId, key, sha256 }: SecuredUser,
): AsyncGenerator<Pair | number, void, undefined> {
  const parse = (text: string): MusterRecord => {
    try {
      return stored<MusterRecord>(JSON.parse(text))
    } catch {
      // What the store gives can be read; so it is the point's.
      throw new DamagedObject(key)
    }
  }
  return differences(deps.readRecordTexts(companyId, userId), deps.readTexts(key, { sha256 }), parse)
}
