import { forgetKept, isKeptFor, keepFor } from '../../web/src/sign-in/kept.ts'

/** What a browser's storage does, as far as it is used. */
function storage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
    clear: () => items.clear(),
  }
}

it('keeps drafts for the one who wrote them, and for nobody else', () => {
  const store = storage()
  keepFor('anna', store)
  store.setItem('muster.settings.1.1', 'draft')
  store.setItem('muster.selection.1', 'left out')
  store.setItem('oidc.user', 'sign-in')
  keepFor('anna', store)
  expect(store.getItem('muster.settings.1.1')).toBe('draft')
  keepFor('bela', store)
  expect(store.getItem('muster.settings.1.1')).toBeNull()
  expect(store.getItem('muster.selection.1')).toBeNull()
  expect(store.getItem('oidc.user')).toBe('sign-in')
  expect([isKeptFor('anna', store), isKeptFor('bela', store)]).toEqual([false, true])
})

it('is nobody’s after it was forgotten', () => {
  const store = storage()
  keepFor('anna', store)
  store.setItem('muster.settings.1.1', 'draft')
  forgetKept(store)
  expect(isKeptFor('anna', store)).toBe(false)
  expect(store.length).toBe(0)
})
