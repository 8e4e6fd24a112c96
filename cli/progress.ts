import cliProgress from 'cli-progress'
import { plain, say } from './output.ts'

/** A bar that fills while something runs. On a terminal it is drawn; elsewhere it is silent. */
export interface Bar {
  update(done: number, more?: { total?: number; label?: string }): void
  stop(): void
}

/** A progress bar on stderr. `unit` is shown behind the numbers; `format` turns a count into text (bytes into MB). */
export function startBar(label: string, total: number, format: (count: number) => string = String): Bar {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined }
  const bar = new cliProgress.SingleBar({
    stream: process.stderr,
    // Ctrl-C is the command's own business: it says how to come back.
    gracefulExit: false,
    clearOnComplete: true,
    format: (_options, { progress, value, total: all }, payload: { label: string }) => {
      const filled = Math.round(Math.min(1, progress) * 24)
      const drawn = '█'.repeat(filled) + '░'.repeat(24 - filled)
      return `${plain(payload.label)} ${drawn} ${format(value)} of ${format(all)}`
    },
  })
  bar.start(total, 0, { label })
  return {
    update: (done, more = {}) => {
      if (more.total !== undefined) bar.setTotal(more.total)
      bar.update(done, more.label === undefined ? {} : { label: more.label })
    },
    stop: () => bar.stop(),
  }
}

/** Bytes as people read them. */
export function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** Writes a stage's line the first time it is reached, whatever is polled afterwards. */
export function stagePrinter(): (stage: string, line: string) => void {
  const seen = new Set<string>()
  return (stage, line) => {
    if (seen.has(stage)) return
    seen.add(stage)
    say(line)
  }
}

/** How long to wait before asking again: 0.2 s at first, growing to 2 s while nothing changes. */
export function backOff(): { next: () => number; reset: () => void } {
  let wait = 200
  return {
    next: () => {
      const now = wait
      wait = Math.min(2000, Math.round(wait * 1.5))
      return now
    },
    reset: () => {
      wait = 200
    },
  }
}
