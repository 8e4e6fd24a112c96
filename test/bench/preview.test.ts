import { beforeAll, describe, expect, it } from '@jest/globals'
import type { PreviewResult } from '../../bench/preview/bench.ts'
import { runTool } from '../architecture/repository.ts'

const bench = (...args: string[]) => runTool('bench/main.ts', ...args)

describe('npm run bench -- preview --json', () => {
  let result: PreviewResult
  beforeAll(() => {
    const { status, stdout, stderr } = bench('preview', '--json', '--rows', '90', '--users', '3', '--runs', '1')
    if (status !== 0) throw new Error(stderr)
    result = JSON.parse(stdout)
  }, 180_000)

  it('prints the document of the contract', () => {
    expect(result).toMatchObject({ name: 'preview', rows: 90, users: 3, runs: 1 })
    for (const key of ['seconds', 'cpuSeconds', 'peakRssMb'] as const) expect(result[key]).toBeGreaterThan(0)
    expect(Object.keys(result.ratios)).toEqual(['toFloor', 'xlsxToFloor', 'csvToFloor'])
    expect(Object.keys(result.floors)).toEqual(['xlsxReadSeconds', 'csvReadSeconds'])
    expect(result.versions).toMatchObject({ node: process.versions.node })
  })

  it('says of the slower file how long everything took, and each stage of every run', () => {
    const all = Object.values(result.measured).flat()
    expect(all).toHaveLength(2)
    expect(result.seconds).toBeCloseTo(Math.max(...all.map(({ seconds }) => seconds)), 3)
    for (const { stages, seconds } of all) {
      expect(Object.keys(stages)).toEqual(['begin', 'inspect', 'split', 'restore point', 'preview 1', 'answer'])
      // Each stage is written down in whole milliseconds, of another clock.
      expect(Math.abs(Object.values(stages).reduce((sum, part) => sum + part, 0) - seconds)).toBeLessThan(0.02)
    }
    expect(result.ratios['xlsxToFloor']).toBeCloseTo(
      result.measured['xlsx']![0]!.seconds / result.readings['xlsx']![0]!.seconds,
      2,
    )
  })

  it('refuses what it does not know', () => {
    expect(bench('preview', '--format', 'docx')).toMatchObject({ status: 2, stdout: '' })
  })
})
