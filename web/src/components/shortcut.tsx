import { Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'

interface Action {
  readonly key: string
  readonly run: () => void
  readonly enabled?: boolean
}

/** Lets keys do what buttons do, outside of fields in which one writes. */
export function useShortcuts(actions: readonly Action[]): void {
  useHotkeys(
    actions
      .filter(({ enabled }) => enabled !== false)
      .map(({ key, run }): [string, () => void, { preventDefault: boolean }] => [key, run, { preventDefault: true }]),
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
