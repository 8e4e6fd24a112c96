/** What a function's thread is asked. */
export interface Call {
  readonly id: string
  /** JSON */
  readonly payload: string
  /** Milliseconds since 1970. */
  readonly deadline: number
}

/** What it says unasked, once: its code is loaded, or cannot be. */
export const LOADED = 'loaded'

/** What it answers: JSON, or the error of the handler. */
export type Answer =
  | { readonly id: string; readonly result: string }
  | { readonly id: string; readonly error: { readonly name: string; readonly message: string } }
