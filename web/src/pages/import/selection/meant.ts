import { z } from 'zod'

/** Whom values that belong to no user mean, by value: e-mail addresses. */
export type Meant = ReadonlyMap<string, string>

const kept = z.array(z.tuple([z.string(), z.string()])).readonly()
const keyOf = (importId: string): string => `muster.meant.${importId}`

/** What a person has said so far and not used yet; kept in this window, so that a reload loses none of it. */
export function readMeant(importId: string): Meant {
  try {
    return new Map(kept.parse(JSON.parse(sessionStorage.getItem(keyOf(importId)) ?? '[]')))
  } catch {
    return new Map() // not written by this page
  }
}

export function keepMeant(importId: string, meant: Meant): void {
  try {
    sessionStorage.setItem(keyOf(importId), JSON.stringify([...meant]))
  } catch {
    // The browser keeps no more: it lives as long as the page does.
  }
}
