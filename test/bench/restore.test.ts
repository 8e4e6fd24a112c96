import { beforeAll, describe, expect, it } from '@jest/globals'
import type { StoresResult } from '../../bench/stores/result.ts'
import { runTool } from '../architecture/repository.ts'

describe('npm run bench -- restore --json', () => {
  let result: StoresResult
  beforeAll(() => {
    const args = ['restore', '--json', '--rows', '60', '--users', '12', '--runs', '2']
    const { status, stdout, stderr } = runTool('bench/main.ts', ...args)
    if (status !== 0) throw new Error(stderr)
    result = JSON.parse(stdout)
  }, 180_000)

  it('prints the document of the contract', () => {
    expect(result).toMatchObject({ name: 'restore', rows: 60, users: 12, runs: 2 })
    for (const key of ['seconds', 'cpuSeconds', 'peakRssMb'] as const) expect(result[key]).toBeGreaterThan(0)
    expect(Object.keys(result.floors)).toEqual(['writeSeconds', 'readBothSeconds'])
    expect(Object.keys(result.ratios)).toEqual(['toFloor', 'unchangedToFloor'])
    for (const ratio of Object.values(result.ratios)) expect(ratio).toBeGreaterThan(0)
  })

  it('measures each as often as asked, and speaks of the restore of what was changed', () => {
    expect(Object.values(result.measured).map(({ length }) => length)).toEqual([2, 2, 2, 2])
    // Of two runs the slower one counts.
    const slower = (name: string) => Math.max(...result.measured[name]!.map(({ seconds }) => seconds))
    expect(result.seconds).toBeCloseTo(slower('changed'), 3)
    const worse = (name: string, floor: string) =>
      Math.max(...result.measured[name]!.map(({ seconds }, round) => seconds / result.measured[floor]![round]!.seconds))
    expect(result.ratios['toFloor']).toBeCloseTo(worse('changed', 'write'), 2)
    expect(result.ratios['unchangedToFloor']).toBeCloseTo(worse('unchanged', 'readBoth'), 2)
  })
})
