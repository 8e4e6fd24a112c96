import { describe, expect, it } from '@jest/globals'
import { ENVIRONMENT_OF, environments, type Capability } from '../../lib/contracts/environment.ts'
import { synthesized } from './muster.ts'

const { functions, ofType, resources } = synthesized({
  mailFrom: 'imports@acme.test',
  webUrl: 'https://muster.acme.test',
})

const ALWAYS = ['NODE_OPTIONS', 'POWERTOOLS_SERVICE_NAME']

describe.each(functions.map((each) => [each.path, each] as const))('%s', (_, { properties, spec, group }) => {
  it('has exactly the environment of its capabilities', () => {
    const parts = spec.may
      .map((capability: Capability) => ENVIRONMENT_OF[capability])
      .filter((part) => part !== undefined)
    const variables = parts.flatMap((part) => Object.keys(environments[part].shape))
    expect(Object.keys(properties.Environment.Variables).toSorted()).toEqual(
      [...new Set([...variables, ...ALWAYS])].toSorted(),
    )
  })

  it('runs on the newest Node, on arm64, traced, with JSON logs', () => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    })
    expect(properties.ReservedConcurrentExecutions).toBeUndefined()
  })

  it('has a log group of its own', () => {
    const group_ = properties.LoggingConfig.LogGroup.Ref
    expect(resources[group_]?.Type).toBe('AWS::Logs::LogGroup')
    expect(functions.filter((other) => other.properties.LoggingConfig.LogGroup.Ref === group_)).toHaveLength(1)
  })

  it('has the size the contracts give it, and answers before the API gives up', () => {
    if (spec.memory !== undefined) expect(properties.MemorySize).toBe(spec.memory)
    if (spec.timeout !== undefined) expect(properties.Timeout).toBe(spec.timeout)
    if (group === 'api') expect(properties.Timeout).toBeLessThan(30)
  })
})

describe('the stack', () => {
  it('has a retention for every log group', () => {
    const groups = ofType('AWS::Logs::LogGroup')
    expect(groups.length).toBeGreaterThanOrEqual(functions.length)
    expect(groups.filter(([, { Properties }]) => Properties.RetentionInDays !== 30)).toEqual([])
  })

  it('has only the functions of the contracts', () => {
    expect(ofType('AWS::Lambda::Function')).toHaveLength(functions.length)
  })

  it('stays well under the 500 resources of a stack', () => {
    expect(Object.keys(resources).length).toBeLessThan(450)
  })

  it('gives mailing functions the address and the web wizard of the deployment', () => {
    const mailers = functions.filter(({ properties }) => properties.Environment.Variables.MAIL_FROM !== undefined)
    expect(mailers.length).toBeGreaterThan(0)
    for (const { properties } of mailers) {
      expect(properties.Environment.Variables).toMatchObject({
        MAIL_FROM: 'imports@acme.test',
        WEB_URL: 'https://muster.acme.test',
      })
    }
  })
})
