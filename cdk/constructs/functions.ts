import { Duration } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
  type Code,
} from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { EventFunctionName, WorkflowFunctionName } from '../../lib/contracts/functions.ts'
import type { RouteName } from '../../lib/contracts/routes.ts'
import { FUNCTION_ENTRIES, type FunctionEntry, type PublicFunctionName } from '../functions.ts'
import { acknowledgeWildcards } from './acknowledge.ts'
import { environmentOf, grantsOf, type Grant, type Surroundings } from './capabilities.ts'
import { monthlyLogGroup } from './logs.ts'

export interface FunctionsProps extends Surroundings {
  /** The bundles of all functions, each at its path: `api/decide-user/index.mjs`. */
  readonly code: Code
}

/** Memory in MB and timeout in seconds of a function that does not say otherwise; API Gateway gives up after 30. */
const USUAL = { memory: 512, timeout: 29 } as const

/** Every function of the contracts: one Lambda each, with its own role, log group and environment. */
export class Functions extends Construct {
  private readonly byId: ReadonlyMap<string, LambdaFunction>

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id)
    const grants = grantsOf(this, props)
    this.byId = new Map(
      FUNCTION_ENTRIES.map((entry) => [
        `${entry.group}/${entry.name}`,
        this.add(
          entry,
          props.code,
          entry.spec.may.flatMap((capability) => grants[capability]),
          environmentOf(this, entry.spec.may, props),
        ),
      ]),
    )
  }

  /** The Lambda of a route. */
  readonly api = (name: RouteName | PublicFunctionName): LambdaFunction => this.get('api', name)

  /** The Lambda of a workflow's step. A step may be called as a route is: `listUsers`. */
  readonly workflow = (name: WorkflowFunctionName): LambdaFunction => this.get('workflow', name)

  /** The Lambda of an event. */
  readonly event = (name: EventFunctionName): LambdaFunction => this.get('events', name)

  private get(group: FunctionEntry['group'], name: string): LambdaFunction {
    const found = this.byId.get(`${group}/${name}`)
    if (found === undefined) throw new Error(`There is no function ${group}/${name}`)
    return found
  }

  private add(
    entry: FunctionEntry,
    code: Code,
    grants: readonly Grant[],
    environment: Record<string, string>,
  ): LambdaFunction {
    const scope = new Construct(this, entry.id)
    const logGroup = monthlyLogGroup(scope, 'Logs')
    const log: Grant = {
      statement: new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    }
    const trace: Grant = {
      statement: new PolicyStatement({
        actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        resources: ['*'],
      }),
      wildcard: 'X-Ray has no resources to name: its write actions know only the wildcard.',
    }
    const all = [log, trace, ...grants]
    const role = new Role(scope, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${entry.path} may: ${entry.spec.may.join(', ') || 'nothing but log'}`,
      // Written here as a whole: nothing else adds to it, and it costs no resource of its own.
      inlinePolicies: { Capabilities: new PolicyDocument({ statements: all.map(({ statement }) => statement) }) },
    })
    for (const { statement, wildcard } of all)
      if (wildcard !== undefined) acknowledgeWildcards(role, statement, wildcard)

    return new LambdaFunction(scope, 'Function', {
      description: entry.path,
      code,
      handler: `${entry.path}/index.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: entry.spec.memory ?? USUAL.memory,
      timeout: Duration.seconds(entry.spec.timeout ?? USUAL.timeout),
      role: role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: { ...environment, POWERTOOLS_SERVICE_NAME: 'muster', NODE_OPTIONS: '--enable-source-maps' },
    })
  }
}
