import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { functionsOf } from '../../cdk/constructs/workflow.ts'
import { pascalCase } from '../../cdk/functions.ts'
import { WORKFLOW_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { workflowInput } from '../../lib/contracts/workflow.ts'
import { untilDue } from '../../local/events/schedules.ts'
import { synthesized, text } from './muster.ts'

const { functions, ofType, one } = synthesized()
const definitions = ['import', 'restore'].map((name) => {
  const source = readFileSync(join(import.meta.dirname, `../../statemachine/${name}.asl.json`), 'utf8')
  const [id, { Properties }] = one('AWS::StepFunctions::StateMachine', new RegExp(`^Workflow${pascalCase(name)}`))
  return { name, source, id, properties: Properties }
})

describe.each(definitions)('the $name machine', ({ name, source, properties }) => {
  it('logs errors, and never the data of executions, which has task tokens', () => {
    expect(properties.LoggingConfiguration).toMatchObject({ IncludeExecutionData: false, Level: 'ERROR' })
  })

  it('is traced', () => {
    expect(properties.TracingConfiguration).toEqual({ Enabled: true })
  })

  it('has the name its functions know it by', () => {
    const variable = `${name.toUpperCase()}_STATE_MACHINE_ARN`
    const arns = functions
      .map(({ properties: { Environment } }) => Environment.Variables[variable])
      .filter((arn) => arn !== undefined)
    expect(arns.length).toBeGreaterThan(0)
    for (const arn of arns) {
      expect(text(arn)).toBe(
        `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:${properties.StateMachineName}`,
      )
    }
  })

  it('has each of its open places filled with the function of that name, and no other', () => {
    const places = [...source.matchAll(/\$\{([^}]+)\}/g)].map(([, place]) => place)
    expect(Object.keys(properties.DefinitionSubstitutions).toSorted()).toEqual([...new Set(places)].toSorted())
    for (const [place, arn] of Object.entries(properties.DefinitionSubstitutions)) {
      const expected = functions.find(
        (each) => each.group === 'workflow' && `${pascalCase(each.name)}FunctionArn` === place,
      )
      expect(text(arn)).toBe(`<${expected?.logicalId}.Arn>`)
    }
  })
})

it('uses every function of the workflows', () => {
  const used = new Set(definitions.flatMap(({ source }) => functionsOf(source)))
  expect(Object.keys(WORKFLOW_FUNCTIONS).filter((name) => !used.has(name))).toEqual([])
})

describe('an upload', () => {
  const [, { Properties: rule }] = one('AWS::Events::Rule', /FileArrived/)
  const [target] = rule.Targets

  it('starts the import, if it is below uploads/ of the bucket', () => {
    const [bucket] = one('AWS::S3::Bucket', /^UploadsBucket/)
    expect(rule.EventPattern).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: [{ Ref: bucket }] }, object: { key: [{ prefix: 'uploads/' }] } },
    })
    expect(rule.Targets).toHaveLength(1)
    expect(target.Arn).toEqual({ Ref: definitions[0]?.id })
  })

  it('reaches the workflow as its contract says', () => {
    const arrived: Record<string, unknown> = {
      '$.detail.object.key': 'uploads/c/i/source',
      '$.detail.object.version-id': 'v1',
      '$.detail.object.size': 12,
    }
    const values = Object.entries<string>(target.InputTransformer.InputPathsMap).map(
      ([place, path]) => [place, JSON.stringify(arrived[path])] as const,
    )
    const input = values.reduce<string>(
      (all, [place, value]) => all.replaceAll(`<${place}>`, value),
      target.InputTransformer.InputTemplate,
    )
    expect(workflowInput.parse(JSON.parse(input))).toEqual({
      upload: { key: 'uploads/c/i/source', versionId: 'v1', size: 12 },
    })
  })

  it('is tried again, and kept in a queue if that does not help', () => {
    const [queue, { Properties }] = one('AWS::SQS::Queue')
    expect(target.RetryPolicy.MaximumRetryAttempts).toBeGreaterThan(3)
    expect(target.DeadLetterConfig.Arn).toEqual({ 'Fn::GetAtt': [queue, 'Arn'] })
    expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60)
  })
})

it('sweeps every five minutes', () => {
  const [, { Properties }] = one('AWS::Events::Rule', /EveryFiveMinutes/)
  const sweep = functions.find(({ path }) => path === 'events/sweep')
  expect(Properties).toMatchObject({ ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED' })
  expect(Properties.Targets.map(({ Arn }: { Arn: unknown }) => text(Arn))).toEqual([`<${sweep?.logicalId}.Arn>`])
})

it('looks after the restore points every hour, by a clock that a restart does not set back', () => {
  const [, { Properties }] = one('AWS::Events::Rule', /EveryHour/)
  const keeper = functions.find(({ path }) => path === 'events/keep-restore-points')
  expect(Properties).toMatchObject({ ScheduleExpression: 'cron(17 * * * ? *)', State: 'ENABLED' })
  expect(Properties.Targets.map(({ Arn }: { Arn: unknown }) => text(Arn))).toEqual([`<${keeper?.logicalId}.Arn>`])
  expect(untilDue(Properties.ScheduleExpression, new Date('2026-11-22T10:18:00Z'))).toBe(59 * 60 * 1000)
  expect(ofType('AWS::Events::Rule')).toHaveLength(3)
})
