/** The longest delay a Node timer can hold; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647

/**
 * Like `setTimeout`, for delays of any length (a wait for a decision may last months).
 * @param ms delay in milliseconds
 * @returns a function that cancels the timer
 */
export function after(ms: number, run: () => void): () => void {
  let timer: NodeJS.Timeout
  const arm = (remaining: number): void => {
    const step = Math.min(remaining, LONGEST_TIMER_MS)
    timer = setTimeout(() => (remaining > step ? arm(remaining - step) : run()), step)
  }
  arm(Math.max(0, ms))
  return () => clearTimeout(timer)
}
