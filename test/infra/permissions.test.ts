import { describe, expect, it } from '@jest/globals'
import { CHANGES_PARTITION } from '../../lib/adapters/dynamodb/keys.ts'
import { routeNames } from '../../lib/contracts/names.ts'
import { WORKFLOW_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { AUDITS } from '../../lib/runtime/audits.ts'
import type { Capability } from '../../lib/contracts/environment.ts'
import { synthesized, text, type Statement } from './muster.ts'

const { functions, ofType, one, resources, statementsOf } = synthesized()
const [bucket] = one('AWS::S3::Bucket', /^UploadsBucket/)
const [stateTable] = one('AWS::DynamoDB::Table', /^RecordsState/)
const [auditTable] = one('AWS::DynamoDB::Table', /^AuditTrail/)
const [recordsTable] = one('AWS::DynamoDB::Table', /^Records(?!State)/)

/** Every `action resource` a role may, resources as text. */
const allowed = (statements: readonly Statement[]) =>
  statements.flatMap(({ actions, resources: on }) =>
    on.flatMap((resource) => actions.map((action) => `${action} ${text(resource)}`)),
  )

/** The functions that may do something on a resource, and those whose capabilities say that they may. */
function expectExactly(may: readonly Capability[], permission: string) {
  const holders = functions.filter(({ statements }) => allowed(statements).includes(permission)).map(({ path }) => path)
  const entitled = functions
    .filter(({ spec }) => may.some((capability) => spec.may.includes(capability)))
    .map(({ path }) => path)
  expect(entitled.length).toBeGreaterThan(0)
  expect(holders).toEqual(entitled)
}

const machine = (name: string, kind = 'stateMachine') =>
  `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:${kind}:Muster-${name}`

describe('what functions may', () => {
  it.each(functions.map((each) => [each.path, each] as const))(
    '%s has a role of its own, without managed policies',
    (_, each) => {
      expect(functions.filter(({ roleId }) => roleId === each.roleId)).toHaveLength(1)
      expect(resources[each.roleId]?.Properties.ManagedPolicyArns).toBeUndefined()
    },
  )

  it('has no wildcard in an action', () => {
    const roles = ofType('AWS::IAM::Role').flatMap(([id]) => statementsOf(id))
    expect(roles.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([])
  })

  it('has no resource of only a wildcard, except for traces', () => {
    const everywhere = functions
      .flatMap(({ statements }) => allowed(statements))
      .filter((permission) => permission.endsWith(' *'))
    expect(new Set(everywhere)).toEqual(new Set(['xray:PutTraceSegments *', 'xray:PutTelemetryRecords *']))
  })

  it('has wildcards only below a prefix of the bucket and for executions of the two machines', () => {
    const wild = functions
      .flatMap(({ statements }) => statements.flatMap(({ resources: on }) => on.map(text)))
      .filter((resource) => resource.includes('*') && resource !== '*')
    expect(new Set(wild)).toEqual(
      new Set([
        ...['uploads', 'imports', 'restore-points', 'restores'].map((prefix) => `<${bucket}.Arn>/${prefix}/*`),
        `${machine('import', 'execution')}:*`,
        `${machine('restore', 'execution')}:*`,
      ]),
    )
  })

  it.each(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'])('lets only records:write %s records', (action) => {
    expectExactly(
      action === 'DeleteItem' ? ['records:write', 'changes'] : ['records:write'],
      `dynamodb:${action} <${recordsTable}.Arn>`,
    )
    expectExactly(['state:write'], `dynamodb:${action} <${stateTable}.Arn>`)
  })

  it.each(['GetItem', 'Query'])('lets only readers %s', (action) => {
    expectExactly(
      action === 'Query' ? ['records:read', 'changes'] : ['records:read'],
      `dynamodb:${action} <${recordsTable}.Arn>`,
    )
    expectExactly(['state:read'], `dynamodb:${action} <${stateTable}.Arn>`)
  })

  it('lets the audit trail only be added to and read, by nobody be changed', () => {
    const onTrail = `<${auditTable}.Arn>`
    expectExactly(['audit:append'], `dynamodb:PutItem ${onTrail}`)
    expectExactly(['audit:read'], `dynamodb:Query ${onTrail}`)
    const all = functions.flatMap(({ statements }) => allowed(statements)).filter((each) => each.endsWith(onTrail))
    expect(new Set(all)).toEqual(new Set([`dynamodb:PutItem ${onTrail}`, `dynamodb:Query ${onTrail}`]))
  })

  it('gives the audit trail to whatever changes something, and to nothing else of the API', () => {
    const writers = functions.filter(
      ({ group, spec }) => group === 'api' && spec.may.some((may) => may === 'audit:append'),
    )
    expect(writers.map(({ name }) => name).toSorted()).toEqual(Object.keys(AUDITS).toSorted())
  })

  it('lets who looks which companies changed see and forget that only, and no record', () => {
    const [keeper, ...others] = functions.filter(({ spec }) => spec.may.some((each) => each === 'changes'))
    expect(others).toEqual([])
    const onRecords = keeper?.statements.filter(({ resources: on }) => on.map(text).includes(`<${recordsTable}.Arn>`))
    expect(onRecords).toHaveLength(1)
    expect(onRecords?.[0]).toMatchObject({
      actions: ['dynamodb:Query', 'dynamodb:DeleteItem'],
      condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [CHANGES_PARTITION] } },
    })
  })

  it('lets nobody scan, and nobody change tables', () => {
    const actions = new Set(functions.flatMap(({ statements }) => statements.flatMap((each) => each.actions)))
    const onTables = [...actions].filter((action) => action.startsWith('dynamodb:'))
    expect(
      onTables.filter((action) => !/:(Get|BatchGet|Put|Update|Delete|BatchWrite)Item$|:Query$/.test(action)),
    ).toEqual([])
  })

  it('keeps uploads and the files of the workflow apart', () => {
    expectExactly(['uploads:read'], `s3:GetObjectVersion <${bucket}.Arn>/uploads/*`)
    expectExactly(['uploads:presign'], `s3:PutObject <${bucket}.Arn>/uploads/*`)
    for (const prefix of ['imports', 'restore-points', 'restores']) {
      expectExactly(['files:read'], `s3:GetObject <${bucket}.Arn>/${prefix}/*`)
      expectExactly(['files:write'], `s3:PutObject <${bucket}.Arn>/${prefix}/*`)
    }
  })

  it('lets objects be deleted and tagged only where they are of restore points, and no version for good', () => {
    expectExactly(['points:delete'], `s3:DeleteObject <${bucket}.Arn>/restore-points/*`)
    expectExactly(['points:tag'], `s3:PutObjectTagging <${bucket}.Arn>/restore-points/*`)
    const others = functions
      .flatMap(({ statements }) => allowed(statements))
      .filter((permission) => /^s3:(Delete|.*Tagging)/.test(permission) && !permission.endsWith('/restore-points/*'))
    expect(others).toEqual([])
    const forGood = functions.flatMap(({ statements }) => statements.flatMap((each) => each.actions))
    expect(forGood.filter((action) => action === 's3:DeleteObjectVersion')).toEqual([])
  })

  it('lets who does not read files list only those of restore points', () => {
    for (const { statements, spec } of functions.filter((each) => each.spec.may.every((one) => one !== 'files:read'))) {
      for (const { condition } of statements.filter(({ actions }) => actions.includes('s3:ListBucket'))) {
        expect([spec.may, condition]).toEqual([spec.may, { StringLike: { 's3:prefix': 'restore-points/*' } }])
      }
    }
  })

  it('lets functions start and answer machines by capability', () => {
    for (const name of ['import', 'restore'] as const) {
      expectExactly([`${name}-machine:start`], `states:StartExecution ${machine(name)}`)
      expectExactly([`${name}-machine:describe`], `states:DescribeExecution ${machine(name, 'execution')}:*`)
    }
    expectExactly(['callbacks'], `states:SendTaskSuccess ${machine('import')}`)
  })

  it('lets only those start a machine whose task it is, and nobody stop one', () => {
    const starters = (name: string) =>
      functions
        .filter(({ statements }) => allowed(statements).includes(`states:StartExecution ${machine(name)}`))
        .map(({ path }) => path.split('/').at(-1))
    expect(starters('import')).toEqual(['resume-import'])
    expect(starters('restore').toSorted()).toEqual([
      'create-restore-point',
      'keep-restore-points',
      'start-restore',
      'undo-import',
      'undo-restore',
    ])
    const actions = functions.flatMap(({ statements }) => statements.flatMap((each) => each.actions))
    expect(actions.filter((action) => action === 'states:StopExecution')).toEqual([])
  })

  it('lets functions mail from the one address only', () => {
    const [identity] = one('AWS::SES::EmailIdentity')
    const mailers = functions.filter(({ statements }) =>
      statements.some(({ actions }) => actions.some((action) => action.startsWith('ses:'))),
    )
    expect(mailers.map(({ path }) => path)).toEqual(
      functions.filter(({ spec }) => spec.may.some((each) => each === 'mail')).map(({ path }) => path),
    )
    for (const { statements } of mailers) {
      const mail = statements.filter(({ actions }) => actions.includes('ses:SendEmail'))
      expect(mail).toHaveLength(1)
      expect(mail[0]?.condition).toEqual({ StringEquals: { 'ses:FromAddress': 'muster@example.com' } })
      expect(mail[0]?.resources.map(text)).toEqual([expect.stringContaining(`identity/<${identity}>`)])
    }
  })
})

describe('who may call functions', () => {
  const invoked = (roleId: string) =>
    statementsOf(roleId)
      .filter(({ actions }) => actions.includes('lambda:InvokeFunction'))
      .flatMap(({ resources: on }) => on.map(text))
      .toSorted()
  const arns = (names: readonly string[], group: string) =>
    functions
      .filter((each) => each.group === group && names.includes(each.name))
      .map(({ logicalId }) => `<${logicalId}.Arn>`)
      .toSorted()

  it('is the API for the functions of routes', () => {
    const [role] = one('AWS::IAM::Role', /^ApiInvokeRole/)
    expect(invoked(role)).toEqual(arns([...routeNames, 'openapi'], 'api'))
  })

  it.each(['Import', 'Restore'])('is the %s machine for the functions of its definition', (kind) => {
    const [, { Properties }] = one('AWS::StepFunctions::StateMachine', new RegExp(`^Workflow${kind}`))
    const role: string = Properties.RoleArn['Fn::GetAtt'][0]
    expect(invoked(role)).toEqual(Object.values(Properties.DefinitionSubstitutions).map(text).toSorted())
    expect(arns(Object.keys(WORKFLOW_FUNCTIONS), 'workflow')).toEqual(expect.arrayContaining(invoked(role)))
  })

  it('is two rules and one user pool for the functions of events', () => {
    const permissions = ofType('AWS::Lambda::Permission').map(([, { Properties }]) => Properties)
    expect(permissions.map(({ Principal }) => Principal).toSorted()).toEqual([
      'cognito-idp.amazonaws.com',
      'events.amazonaws.com',
      'events.amazonaws.com',
    ])
    for (const { SourceArn } of permissions) expect(SourceArn).toHaveProperty('Fn::GetAtt')
  })
})
