import { beforeAll, describe, expect, it } from '@jest/globals'
import type { StoresResult } from '../../bench/stores/result.ts'
import { runTool } from '../architecture/repository.ts'

const bench = (...args: string[]) => runTool('bench/main.ts', ...args)

describe('npm run bench -- restore-point --json', () => {
  let result: StoresResult
  beforeAll(() => {
    const args = ['restore-point', '--json', '--rows', '300', '--users', '7', '--runs', '2']
    const { status, stdout, stderr } = bench(...args)
    if (status !== 0) throw new Error(stderr)
    result = JSON.parse(stdout)
  }, 180_000)

  it('prints the document of the contract', () => {
    expect(result).toMatchObject({ name: 'restore-point', rows: 300, users: 7 })
    for (const key of ['seconds', 'cpuSeconds', 'peakRssMb'] as const) expect(result[key]).toBeGreaterThan(0)
    expect(Object.keys(result.ratios)).toEqual(['toFloor', 'atWorkToFloor'])
    expect(result.versions).toMatchObject({ node: process.versions.node })
  })

  it('holds the restore point against reading alone, run by run', () => {
    const { restorePoint, restorePointAtWork, read } = result.measured
    expect([restorePoint, restorePointAtWork, read].map((runs) => runs?.length)).toEqual([2, 2, 2])
    expect(result.floors['readSeconds']).toBeCloseTo(Math.max(...read!.map(({ seconds }) => seconds)), 3)
    const ratios = restorePoint!.map(({ seconds }, round) => seconds / read![round]!.seconds)
    expect(result.ratios['toFloor']).toBeCloseTo(Math.max(...ratios), 2)
  })
})

describe('npm run bench -- restore-point', () => {
  it('prints a table for people, and refuses what it does not know', () => {
    expect(bench('restore-point', '--rows', '20', '--users', '2', '--runs', '1').stdout).toContain('toFloor')
    expect(bench('restore-point', '--rows', 'many')).toMatchObject({ status: 2, stdout: '' })
  }, 60_000)
})
