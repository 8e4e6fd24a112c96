import { Validations } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks } from 'cdk-nag'
import { describe, expect, it } from '@jest/globals'
import { build, somePage } from './muster.ts'

describe('the AwsSolutions rules', () => {
  it('are kept, and so are the schemas of CloudFormation', () => {
    const { app } = build({}, true, somePage)
    // Throws what it finds.
    app.synth()
    const { violations } = new AwsSolutionsChecks(app).validateScope(app)
    expect(violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources])).toEqual([])
  })

  it('stop the synthesis when they are broken', () => {
    const { app, stack } = build({}, true)
    new Bucket(stack, 'Open')
    expect(() => app.synth()).toThrow()
  })

  it('are acknowledged only with a sentence, and below the stack', () => {
    const { app, stack } = build({}, false, somePage)
    const acknowledged = (construct: { node: { metadata: { type: string; data?: unknown }[] } }) =>
      construct.node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.values(data as Record<string, string>))
    const reasons = app.node.findAll().flatMap(acknowledged)
    expect(reasons.length).toBeGreaterThan(0)
    expect(
      reasons.filter((reason) => !/^[A-Zn][^.]+(?:\.[^.]+)*\.$/.test(reason) || reason.split(' ').length < 6),
    ).toEqual([])
    expect([...acknowledged(app), ...acknowledged(stack)]).toEqual([])
  })
})
