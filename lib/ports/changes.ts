/** That records of a company changed: at `at`, or within some minutes after it. */
export interface Change {
  readonly companyId: string
  readonly at: string
}

/** The companies whose records changed, each with its latest note, until it is forgotten. */
export type ListChanges = () => Promise<Change[]>
/** When the latest note of a company was made; undefined if there is none. */
export type GetChange = (companyId: string) => Promise<string | undefined>
/** Forgets a note, unless there is a later one. */
export type ForgetChange = (change: Change) => Promise<void>
