import { draftShape, type Draft } from './draft.ts'

const keyOf = (importId: string, round: number): string => `muster.settings.${importId}.${round}`

/** Drafts are kept in this tab until they are sent, so that a reload or an ended sign-in loses nothing. */
export const storedDraft = {
  read: (importId: string, round: number): Draft | undefined => {
    const text = sessionStorage.getItem(keyOf(importId, round))
    if (text === null) return undefined
    try {
      return draftShape.safeParse(JSON.parse(text)).data
    } catch {
      return undefined // not written by this page: the suggestion is there
    }
  },
  write: (importId: string, round: number, draft: Draft): void => {
    try {
      sessionStorage.setItem(keyOf(importId, round), JSON.stringify(draft))
    } catch {
      // The browser keeps no more: the draft lives as long as the page does.
    }
  },
  forget: (importId: string, round: number): void => sessionStorage.removeItem(keyOf(importId, round)),
}
