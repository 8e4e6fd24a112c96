import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { WORKFLOW_FUNCTIONS, type WorkflowFunctionName } from '../../lib/contracts/functions.ts'
import { pascalCase } from '../functions.ts'
import { acknowledge } from './acknowledge.ts'
import { monthlyLogGroup } from './logs.ts'

export interface WorkflowProps {
  /** The folder of `import.asl.json` and `restore.asl.json`. */
  readonly definitions: string
  readonly functionOf: (name: WorkflowFunctionName) => IFunction
  /** Names of the machines: the functions that start and answer them know them by these. */
  readonly importMachineName: string
  readonly restoreMachineName: string
}

const isWorkflowFunction = (name: string): name is WorkflowFunctionName => name in WORKFLOW_FUNCTIONS

/** `${ClaimFunctionArn}` -> `claim`, for each place a definition leaves open. */
export function functionsOf(definition: string): readonly string[] {
  const places = definition.matchAll(/\$\{(\w+)\}/g).map(([, place = '']) => {
    const name = place.replace(/FunctionArn$/, '')
    return name.charAt(0).toLowerCase() + name.slice(1)
  })
  return [...new Set(places)]
}

/** The two state machines, from their definitions in `statemachine/`. Timeouts are in the definitions: CDK's has no effect on a file. */
export class Workflow extends Construct {
  readonly importMachine: StateMachine
  readonly restoreMachine: StateMachine

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id)
    this.importMachine = this.machine('Import', 'import.asl.json', props.importMachineName, props)
    this.restoreMachine = this.machine('Restore', 'restore.asl.json', props.restoreMachineName, props)
  }

  private machine(id: string, file: string, stateMachineName: string, props: WorkflowProps): StateMachine {
    const scope = new Construct(this, id)
    const path = join(props.definitions, file)
    const functions = functionsOf(readFileSync(path, 'utf8')).map((name) => {
      if (!isWorkflowFunction(name))
        throw new Error(`${file} calls ${name}, which lib/contracts/functions.ts does not list`)
      return { name, arn: props.functionOf(name).functionArn }
    })
    const machine = new StateMachine(scope, 'Machine', {
      stateMachineName,
      definitionBody: DefinitionBody.fromFile(path),
      definitionSubstitutions: Object.fromEntries(
        functions.map(({ name, arn }) => [`${pascalCase(name)}FunctionArn`, arn]),
      ),
      logs: {
        // The prefix keeps the deliveries of many machines out of the account's one small resource policy.
        destination: monthlyLogGroup(scope, 'Logs', `/aws/vendedlogs/states/${stateMachineName}`),
        level: LogLevel.ERROR,
        // A waiting state's input has its task token: data of executions never goes to a log.
        includeExecutionData: false,
      },
      tracingEnabled: true,
    })
    // CDK derives no permissions from a file.
    machine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functions.map(({ arn }) => arn) }),
    )
    acknowledge(
      machine.role,
      'IAM5[Resource::*]',
      'Setting up the delivery of logs and writing traces are actions that know no resources but the wildcard.',
    )
    acknowledge(
      machine,
      'SF1',
      'Errors only: the timeline of each import is in its table, and each further event would be paid for and read by nobody.',
    )
    return machine
  }
}
