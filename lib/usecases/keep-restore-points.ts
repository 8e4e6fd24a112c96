import { purgeRestorePoints, type PurgeDeps } from './purge-restore-points.ts'
import { secureDaily, type DailyDeps } from './secure-daily.ts'

/**
 * Looks after the restore points of all companies: removes those whose time is over, and begins those of the day. Safe at
 * any time and as often as one likes. Trouble with the one does not keep the other from being done.
 */
export const keepRestorePoints =
  (deps: PurgeDeps & DailyDeps) => async (): Promise<{ removed: number; begun: number }> => {
    const [removed, begun] = await Promise.allSettled([purgeRestorePoints(deps), secureDaily(deps)])
    if (removed.status === 'fulfilled' && begun.status === 'fulfilled') {
      const counts = { removed: removed.value, begun: begun.value }
      deps.logger.info('Restore points looked after', counts)
      return counts
    }
    const faults = [removed, begun].flatMap((each): unknown[] => (each.status === 'rejected' ? [each.reason] : []))
    throw new AggregateError(faults, 'Not all restore points could be looked after')
  }
