import type { Locale } from '../domain/companies.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly locale: Locale
}
export type SendMail = (mail: Mail) => Promise<void>
