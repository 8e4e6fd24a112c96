import { Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'

interface Action {
  readonly key: string
  readonly run: () => void
  readonly enabled?: boolean
}

/** Fields in which letters are no text: a key means the same there as beside them. */
const TICKED = ['checkbox', 'radio', 'button']

/** Whether one writes here. */
function isWrittenIn(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !TICKED.includes(target.type)
  return target instanceof HTMLElement && (target.matches('textarea, select') || target.isContentEditable)
}

/** Lets keys do what buttons do, outside of fields in which one writes. */
export function useShortcuts(actions: readonly Action[]): void {
  useHotkeys(
    actions
      .filter(({ enabled }) => enabled !== false)
      .map(({ key, run }): [string, (event: KeyboardEvent) => void, { preventDefault: boolean }] => [
        key,
        // A key that is held does once what it does: otherwise one would decide for user after user.
        (event) => {
          if (isWrittenIn(event.target)) return
          event.preventDefault()
          if (!event.repeat) run()
        },
        { preventDefault: false },
      ]),
    [],
  )
}

/** The key of a button, beside its words; on phones there is none. */
export function KeyHint({ children }: { readonly children: string }) {
  return (
    <Kbd size="xs" visibleFrom="sm" aria-hidden>
      {children}
    </Kbd>
  )
}
