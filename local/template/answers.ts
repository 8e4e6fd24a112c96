import { ACCOUNT, REGION } from './intrinsics.ts'
import type { Answers, Resource } from './intrinsics.ts'

/** By type: the property that gives the name, and how the ARN is made of it. Others are named by their logical id. */
const KINDS: Readonly<Record<string, { name?: string; arn: (name: string) => string }>> = {
  'AWS::S3::Bucket': { name: 'BucketName', arn: (name) => `arn:aws:s3:::${name}` },
  'AWS::DynamoDB::Table': { name: 'TableName', arn: (name) => regional('dynamodb', `table/${name}`) },
  'AWS::DynamoDB::GlobalTable': { name: 'TableName', arn: (name) => regional('dynamodb', `table/${name}`) },
  'AWS::Lambda::Function': { name: 'FunctionName', arn: (name) => regional('lambda', `function:${name}`) },
  'AWS::StepFunctions::StateMachine': {
    name: 'StateMachineName',
    arn: (name) => regional('states', `stateMachine:${name}`),
  },
  'AWS::Events::Rule': { name: 'Name', arn: (name) => regional('events', `rule/${name}`) },
  'AWS::SQS::Queue': { name: 'QueueName', arn: (name) => regional('sqs', name) },
  'AWS::SNS::Topic': { name: 'TopicName', arn: (name) => regional('sns', name) },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: (name) => `${regional('logs', `log-group:${name}`)}:*` },
  'AWS::IAM::Role': { name: 'RoleName', arn: (name) => `arn:aws:iam::${ACCOUNT}:role/${name}` },
  'AWS::Cognito::UserPool': { arn: (name) => regional('cognito-idp', `userpool/${name}`) },
  // It has no ARN; its Ref is what its scopes begin with.
  'AWS::Cognito::UserPoolResourceServer': { name: 'Identifier', arn: (name) => name },
}

/** Types whose Ref is not their name. */
const REF_IS_ARN = new Set(['AWS::StepFunctions::StateMachine', 'AWS::SNS::Topic'])

/** Local names differ per bucket only in letters that S3 allows. */
const LOWER_CASE = new Set(['AWS::S3::Bucket'])

/** The name a resource has here: the one the template gives, or its logical id. */
export function physicalName(logicalId: string, resource: Resource): string {
  const given = resource.Properties[KINDS[resource.Type]?.name ?? '']
  if (typeof given === 'string') return given
  return LOWER_CASE.has(resource.Type) ? logicalId.toLowerCase() : logicalId
}

/** The ARN a resource has here. */
export function arnOf(logicalId: string, resource: Resource): string {
  const name = physicalName(logicalId, resource)
  return KINDS[resource.Type]?.arn(name) ?? `arn:aws:local:${REGION}:${ACCOUNT}:${name}`
}

/** How the embedded cloud's resources answer Ref and GetAtt. */
export const answers: Answers = {
  ref: (logicalId, resource) =>
    REF_IS_ARN.has(resource.Type) ? arnOf(logicalId, resource) : physicalName(logicalId, resource),
  attribute: (logicalId, resource, name) => {
    if (name === 'Arn' || name === 'TopicArn') return arnOf(logicalId, resource)
    const known = ATTRIBUTES[resource.Type]?.[name]
    return known === undefined ? physicalName(logicalId, resource) : known(physicalName(logicalId, resource))
  },
}

const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, (name: string) => string>>>> = {
  'AWS::S3::Bucket': {
    DomainName: (name) => `${name}.s3.amazonaws.com`,
    RegionalDomainName: (name) => `${name}.s3.${REGION}.amazonaws.com`,
  },
  'AWS::ApiGatewayV2::Api': { ApiEndpoint: apiEndpoint },
  'AWS::Cognito::UserPool': {
    ProviderName: (name) => issuerOf(name).slice('https://'.length),
    ProviderURL: issuerOf,
  },
}

/** Where AWS would serve an HTTP API. */
export function apiEndpoint(apiId: string): string {
  return `https://${apiId}.execute-api.${REGION}.amazonaws.com`
}

/** The issuer AWS would give a user pool's tokens. */
export function issuerOf(userPoolId: string): string {
  return `https://cognito-idp.${REGION}.amazonaws.com/${userPoolId}`
}

function regional(service: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`
}
