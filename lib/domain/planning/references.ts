import type { StoredRecord } from '../records.ts'

type Resolved =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'unknown'; readonly code: string; readonly message: string }

/** Finds the customer a cell names by external ID or record ID. */
export type ResolveReference = (text: string) => Resolved

const unknown = (code: string, message: string): Resolved => ({ kind: 'unknown', code, message })

/** References go to customers of the same user that are not in the recycle bin; nothing is guessed. */
export function createResolver(customers: readonly StoredRecord[]): ResolveReference {
  const byId = new Map<string, StoredRecord>()
  const byExternalId = new Map<string, StoredRecord>()
  const binned = new Set<string>()
  for (const customer of customers) {
    const externalId = customer.fields['externalId']
    const names = typeof externalId === 'string' ? [customer.id, externalId] : [customer.id]
    if (customer.deleted !== undefined) {
      for (const name of names) binned.add(name)
      continue
    }
    byId.set(customer.id, customer)
    if (typeof externalId === 'string') byExternalId.set(externalId, customer)
  }
  return (text) => {
    const external = byExternalId.get(text)
    const own = byId.get(text)
    if (external !== undefined && own !== undefined && external !== own) {
      return unknown(
        'ambiguous-reference',
        `"${text}" is the external ID of one customer and the Muster ID of another.`,
      )
    }
    const found = external ?? own
    if (found !== undefined) return { kind: 'found', id: found.id }
    return binned.has(text)
      ? unknown('reference-in-recycle-bin', `The customer "${text}" is in this user’s recycle bin.`)
      : unknown('unknown-reference', `This user has no customer "${text}".`)
  }
}
