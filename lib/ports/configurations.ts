import type { SavedConfiguration, SavedConfigurationLine } from '../domain/saved-configurations.ts'

/** In the order in which they were made. */
export type ListConfigurations = (companyId: string) => Promise<SavedConfigurationLine[]>
export type GetConfiguration = (companyId: string, id: string) => Promise<SavedConfiguration | undefined>
/**
 * Creates a saved configuration (`revisionBefore` 0), or replaces the one of that revision. Nothing is written if
 * another one has the name (`taken`), if it is not there in that revision any more (`changed`, with what is there), or if
 * the company has as many as it may have (`full`).
 */
export type PutConfiguration = (
  companyId: string,
  saved: SavedConfiguration,
  revisionBefore: number,
) => Promise<
  | { readonly kind: 'written' }
  | { readonly kind: 'taken'; readonly by: SavedConfigurationLine }
  | { readonly kind: 'changed'; readonly current: SavedConfigurationLine | undefined }
  | { readonly kind: 'full' }
>
/** `false`: there was none. */
export type RemoveConfiguration = (companyId: string, id: string) => Promise<boolean>
/** Notes when an import last began with it, if it is still there. That is no change of it: its revision stays. */
export type NoteConfigurationUsed = (companyId: string, id: string, at: string) => Promise<void>
