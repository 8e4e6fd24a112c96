import { Stack, Validations } from 'aws-cdk-lib'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js'
import type { IConstruct } from 'constructs'

/**
 * Acknowledges one finding of the AwsSolutions rules on a construct and everything below it.
 *
 * @param rule the rule's number, `S1`, or with its finding, `IAM5[Resource::*]`
 * @param reason a sentence saying why the finding is right to stay
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason })
}

/** Acknowledges every wildcard in the resources of a statement, each by name, so that a new one is found again. */
export function acknowledgeWildcards(construct: IConstruct, statement: PolicyStatement, reason: string): void {
  for (const resource of statement.resources) {
    const flat = flattenCfnReference(Stack.of(construct).resolve(resource))
    if (flat.includes('*')) acknowledge(construct, `IAM5[Resource::${flat}]`, reason)
  }
}
