import type { ImportConfiguration } from './configuration.ts'
import type { Person } from './imports.ts'
import type { RecordTypeName } from './record-types/types.ts'

/** What is known of a saved configuration without opening it. */
export interface SavedConfigurationLine {
  readonly id: string
  /** Unique in the company, without case and surrounding space. */
  readonly name: string
  readonly recordType: RecordTypeName
  readonly createdBy: Person
  readonly createdAt: string
  readonly updatedBy: Person
  readonly updatedAt: string
  /** Counts the changes, from 1. Who changes it names the one they saw. */
  readonly revision: number
  /** When an import last began with it. */
  readonly lastUsedAt?: string
}

/** An import configuration that a company keeps under a name. */
export interface SavedConfiguration extends SavedConfigurationLine {
  readonly configuration: ImportConfiguration
}

/** All lines of a company are one item of at most 400 KB: with the longest names and addresses, one takes 2 KB. */
export const MOST_SAVED_CONFIGURATIONS = 150

const comparable = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()

/** Whether two names of saved configurations are the same to people. */
export function sameConfigurationName(one: string, other: string): boolean {
  return comparable(one) === comparable(other)
}
