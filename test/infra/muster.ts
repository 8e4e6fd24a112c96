import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { Template } from 'aws-cdk-lib/assertions'
import { Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment'
import { buildApp } from '../../cdk/build.ts'
import { FUNCTION_ENTRIES } from '../../cdk/functions.ts'

/* eslint-disable @typescript-eslint/no-explicit-any -- a template's properties are free-form JSON */

interface TemplateResource {
  readonly Type: string
  readonly Properties: any
  readonly DeletionPolicy?: string
}

export interface Statement {
  readonly actions: string[]
  readonly resources: unknown[]
  readonly condition: unknown
}

const inline = Code.fromInline('export const handler = async () => undefined')

/** Stands for the built web application. */
export const somePage = Source.data('index.html', '<!doctype html>')

/** The app with its stack, its functions' code left out: bundling takes seconds and no policy depends on it. */
export const build = (context: Record<string, unknown> = {}, checked = false, pages?: ISource) =>
  buildApp({
    code: inline,
    context,
    checked,
    outdir: mkdtempSync(join(tmpdir(), 'muster-infra-')),
    ...(pages === undefined ? {} : { pages }),
  })

/** The template's resources by type. */
export function synthesized(context: Record<string, unknown> = {}, pages?: ISource) {
  const template = Template.fromStack(build(context, false, pages).stack).toJSON() as {
    Resources: Record<string, TemplateResource>
  }
  const resources = template.Resources
  const ofType = (type: string): [string, TemplateResource][] =>
    Object.entries(resources).filter(([, resource]) => resource.Type === type)

  const functions = FUNCTION_ENTRIES.map((entry) => {
    const [found, ...others] = ofType('AWS::Lambda::Function').filter(
      ([, { Properties }]) => Properties.Handler === `${entry.path}/index.handler`,
    )
    if (found === undefined || others.length > 0) throw new Error(`${entry.path} is not exactly one function`)
    const [id, { Properties: properties }] = found
    const roleId: string = properties.Role['Fn::GetAtt'][0]
    return { ...entry, logicalId: id, properties, roleId, statements: statementsOf(roleId) }
  })

  /** All that a role may, from its inline policies and the policies attached to it. */
  function statementsOf(roleId: string): Statement[] {
    const attached = ofType('AWS::IAM::Policy').filter(([, { Properties }]) =>
      Properties.Roles.some((role: any) => role.Ref === roleId),
    )
    const documents = [
      ...(resources[roleId]?.Properties.Policies ?? []).map((policy: any) => policy.PolicyDocument),
      ...attached.map(([, { Properties }]) => Properties.PolicyDocument),
    ]
    return documents
      .flatMap((document) => document.Statement)
      .map((statement) => ({
        actions: [statement.Action].flat(),
        resources: [statement.Resource].flat(),
        condition: statement.Condition,
      }))
  }

  const one = (type: string, ids = /^/): [string, TemplateResource] => {
    const [found, ...others] = ofType(type).filter(([id]) => ids.test(id))
    if (found === undefined || others.length > 0) throw new Error(`There is not exactly one ${type} ${ids}`)
    return found
  }

  return { resources, ofType, one, functions, statementsOf }
}

/** A resource of a statement as text: `<LogicalId.Arn>/uploads/*`. */
export function text(value: any): string {
  if (typeof value === 'string') return value
  if (value.Ref !== undefined) return `<${value.Ref}>`
  if (value['Fn::GetAtt'] !== undefined) return `<${value['Fn::GetAtt'].join('.')}>`
  if (value['Fn::Join'] !== undefined) return value['Fn::Join'][1].map(text).join(value['Fn::Join'][0])
  if (value['Fn::Sub'] !== undefined) return value['Fn::Sub'].replaceAll(/\$\{(.*?)\}/g, '<$1>')
  throw new Error(`Cannot read ${JSON.stringify(value)}`)
}
