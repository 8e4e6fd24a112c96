import { importConfiguration } from '../../../../lib/contracts/configuration.ts'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'

export type Configuration = AnswerOf<'getImportConfiguration'>

/** What a file that should hold a configuration turned out to be. */
export type ReadConfiguration =
  | { readonly kind: 'configuration'; readonly configuration: Configuration; readonly fileName: string }
  | { readonly kind: 'too-large' | 'no-json'; readonly fileName: string }
  | { readonly kind: 'invalid'; readonly fileName: string; readonly mistakes: readonly string[] }

/** More than the API takes, with room for indentation. */
const LARGEST_BYTES = 512 * 1024
const MOST_MISTAKES = 8

/** Reads a configuration that was downloaded earlier, or was written by hand. */
export async function readConfigurationFile(file: File): Promise<ReadConfiguration> {
  const fileName = file.name
  if (file.size > LARGEST_BYTES) return { kind: 'too-large', fileName }
  let document: unknown
  try {
    document = JSON.parse(await file.text())
  } catch {
    return { kind: 'no-json', fileName } // that is the answer: the person sees it, with what to do
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return { kind: 'no-json', fileName }
  const read = importConfiguration.safeParse(document)
  if (read.success) return { kind: 'configuration', configuration: read.data, fileName }
  const mistakes = read.error.issues
    .slice(0, MOST_MISTAKES)
    .map(({ path, message }) => `${path.length === 0 ? '' : `/${path.join('/')}: `}${message}`)
  return { kind: 'invalid', fileName, mistakes }
}
