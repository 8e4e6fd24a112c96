import { ApiUnreachable } from '../../../lib/contracts/client.ts'

const listeners = new Set<() => void>()
let isLost = false

function set(now: boolean): void {
  if (isLost === now) return
  isLost = now
  listeners.forEach((changed) => changed())
}

/** Whether the last request reached the server. Told by every request, so that one banner can say it for all pages. */
export const connection = {
  isLost: (): boolean => isLost,
  subscribe: (changed: () => void): (() => void) => {
    listeners.add(changed)
    return () => listeners.delete(changed)
  },
  answered: (): void => set(false),
  lost: (): void => set(true),
  failed: (error: unknown): void => {
    if (error instanceof ApiUnreachable) set(true)
  },
}
