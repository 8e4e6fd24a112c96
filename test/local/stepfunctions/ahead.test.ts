import { describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { functionsAhead } from '../../../local/stepfunctions/ahead.ts'
import { machineSchema } from '../../../local/stepfunctions/definition.ts'

const machine = machineSchema.parse(JSON.parse(await readFile('statemachine/import.asl.json', 'utf8')))
const ahead = functionsAhead(machine)
const functionOf = (step: string) => `\${${step}FunctionArn}`
const after = (step: string) => ahead.get(functionOf(step)) ?? []

describe('the functions a workflow may soon need', () => {
  it('are those of what follows, the nearest first, as far as somebody is asked', () => {
    expect(after('Claim').slice(0, 3)).toEqual(['Inspect', 'AwaitSettings', 'Split'].map(functionOf))
    const whileInspecting = after('Inspect')
    for (const step of ['CheckLimits', 'SelectUsers', 'ListUsers', 'SnapshotUsers', 'SealRestorePoint', 'PreviewUser'])
      expect(whileInspecting).toContain(functionOf(step))
    expect(whileInspecting).toContain(functionOf('AwaitDecision'))
    expect(whileInspecting).not.toContain(functionOf('ImportUser'))
    expect(after('AwaitDecision')).toEqual(
      expect.arrayContaining(['ImportUser', 'SkipUser', 'NextUser'].map(functionOf)),
    )
  })

  it('are known for every function, ends of branches and of the workflow too, and never by a name of something else', () => {
    const known = new Set(ahead.keys())
    expect(known.size).toBeGreaterThan(20)
    for (const names of ahead.values()) {
      for (const name of names) expect(known).toContain(name)
      expect(new Set(names).size).toBe(names.length)
    }
    expect(after('FailImport')).toEqual([])
  })
})
