import { stringify } from 'csv-stringify/sync'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'

export const BJOERN = { email: 'bjoern.lange@nordwind.example', userId: 'user-1' }
export const CARLA = { email: 'carla.rossi@nordwind.example', userId: 'user-2' }

/** Whose customer, its number, and its name and city if they matter. */
export type Row = readonly [rep: { readonly email: string }, number: string, name?: string, city?: string]

/** A text file of these customers. */
export function customersFile(rows: readonly Row[]): Buffer {
  const lines = rows.map(([{ email }, number, name = 'Name', city = 'Wien']) => [email, number, name, '1010', city])
  return Buffer.from(stringify([['Rep', 'No', 'Name', 'Zip', 'City'], ...lines]))
}

const overwrite = { update: 'overwrite', empty: 'keep' } as const

/** The settings for such a file: updates by number, with whatever else is given. */
export function settings(more: Partial<ImportConfiguration> = {}): ImportConfiguration {
  return {
    version: 1,
    recordType: 'customers',
    sheet: 'CSV',
    headerRow: 1,
    mode: 'update',
    assignment: { by: 'email', column: 'Rep' },
    mapping: [
      { column: 'No', field: 'externalId', update: 'key', empty: 'keep' },
      { column: 'Name', field: 'name', ...overwrite },
      { column: 'Zip', field: 'zip', ...overwrite },
      { column: 'City', field: 'city', ...overwrite },
    ],
    notation: { decimal: '.', dateOrder: 'ymd' },
    ...more,
  }
}

export const MOVE = { mode: 'move', appointments: true, tasks: false, reports: false } as const
