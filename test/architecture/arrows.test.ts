import { describe, expect, it } from '@jest/globals'
import { runTool } from './repository.ts'

const FOLDERS = ['lib', 'functions', 'cdk', 'cli', 'local', 'bench', 'scripts', 'test']

interface Cruise {
  readonly summary: { readonly totalCruised: number; readonly violations: readonly Violation[] }
}
interface Violation {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string }
}

/** Runs it as `npm run check` does. It ends with the number of violations. */
function cruise(): Cruise {
  const { stdout, stderr } = runTool(
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS],
  )
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

describe('the arrows between the parts', () => {
  it('all point where the architecture lets them', () => {
    const { summary } = cruise()
    expect(summary.totalCruised).toBeGreaterThan(300)
    expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  })
})
