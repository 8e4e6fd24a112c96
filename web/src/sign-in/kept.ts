/** What the pages keep in a tab: drafts, and whose they are. The sign-in itself has another prefix. */
const PREFIX = 'muster.'
const PERSON = `${PREFIX}person`

/** Forgets everything that the pages keep in this tab. */
export function forgetKept(store: Storage = sessionStorage): void {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '')
  for (const name of names) if (name.startsWith(PREFIX)) store.removeItem(name)
}

/** From now on what is kept in this tab is this person's; what somebody else left is forgotten. */
export function keepFor(person: string, store: Storage = sessionStorage): void {
  if (!isKeptFor(person, store)) forgetKept(store)
  store.setItem(PERSON, person)
}

/** Whether what is kept in this tab is this person's. */
export const isKeptFor = (person: string, store: Storage = sessionStorage): boolean => store.getItem(PERSON) === person
