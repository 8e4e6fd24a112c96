import { connection } from './api/connection.ts'

const PAUSE_MS = 2_000
const RELOADED = 'muster.reloaded'

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))

/** Whether the server of the pages answers at all. */
async function isReachable(): Promise<boolean> {
  try {
    return (await fetch('/config.json', { cache: 'no-store' })).ok
  } catch {
    return false // no answer is what is asked for
  }
}

/**
 * Loads a part of the pages. Waits while the connection is lost; where the part is gone because a newer version was
 * deployed meanwhile, the page is loaded anew, once.
 * @throws what the import threw, if neither is it
 */
export async function loadPatiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      const part = await load()
      sessionStorage.removeItem(RELOADED)
      return part
    } catch (error) {
      if (await isReachable()) {
        connection.answered()
        if (sessionStorage.getItem(RELOADED) === location.pathname) throw error
        sessionStorage.setItem(RELOADED, location.pathname)
        location.reload()
        return new Promise(() => undefined)
      }
      connection.lost()
      await pause()
    }
  }
}
