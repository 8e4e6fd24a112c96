import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { synthesized, text } from './muster.ts'

const { ofType, one } = synthesized({ alarmMail: 'ops@acme.test' })
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
)
const alarms = ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => ({
  properties: Properties,
  fullName: text(Properties.AlarmName),
  section: /docs\/runbook\.md#([a-z-]+)$/.exec(Properties.AlarmDescription)?.[1] ?? '',
}))

describe('alarms', () => {
  it.each(alarms)(
    '$fullName says how urgent it is, what a user notices, and where to read on',
    ({ properties, fullName, section }) => {
      expect(fullName).toMatch(new RegExp(`^<AWS::StackName>-(page|ticket)-${section}$`))
      expect(properties.AlarmDescription.length).toBeGreaterThan(60)
      expect(sections.get(section)).toBeDefined()
    },
  )

  it.each(alarms)(
    '$section has a section that says what the user sees, what to look at and what to do',
    ({ section }) => {
      for (const part of ['**The user sees**', '**Look at**', '**Do**']) expect(sections.get(section)).toContain(part)
    },
  )

  it('has no section in the runbook for an alarm that is not there', () => {
    expect([...sections.keys()].toSorted()).toEqual(alarms.map(({ section }) => section).toSorted())
  })

  it.each(alarms)('$section reaches the topic', ({ properties }) => {
    expect(properties.AlarmActions).toEqual([{ Ref: one('AWS::SNS::Topic')[0] }])
  })

  it('goes to a topic that is encrypted with a key CloudWatch may use', () => {
    const [key, { Properties }] = one('AWS::KMS::Key')
    expect(one('AWS::SNS::Topic')[1].Properties.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [key, 'Arn'] })
    expect(Properties.EnableKeyRotation).toBe(true)
    expect(Properties.KeyPolicy.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    )
  })

  it('reaches the address of the deployment', () => {
    expect(one('AWS::SNS::Subscription')[1].Properties).toMatchObject({ Protocol: 'email', Endpoint: 'ops@acme.test' })
  })

  it('watches failed executions of both machines', () => {
    const watched = alarms.flatMap(({ properties }) =>
      (properties.Metrics ?? []).map((each: { MetricStat?: { Metric: unknown } }) => each.MetricStat?.Metric),
    )
    for (const [machine] of ofType('AWS::StepFunctions::StateMachine')) {
      for (const MetricName of ['ExecutionsFailed', 'ExecutionsTimedOut']) {
        expect(watched).toContainEqual(
          expect.objectContaining({ MetricName, Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: machine } }] }),
        )
      }
    }
  })
})
