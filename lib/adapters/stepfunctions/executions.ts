import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  StartExecutionCommand,
  StopExecutionCommand,
  type ExecutionStatus,
  type SFNClient,
} from '@aws-sdk/client-sfn'
import type {
  DescribeExecution,
  ExecutionArn,
  ExecutionState,
  StartExecution,
  StopExecution,
} from '../../ports/executions.ts'

/** A redrive that is pending runs again by itself. */
const STATES = {
  RUNNING: 'running',
  PENDING_REDRIVE: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  ABORTED: 'aborted',
} as const satisfies Record<ExecutionStatus, ExecutionState>

/** The most characters Step Functions takes as a cause. */
const MAX_CAUSE = 32_768

/** Executions of one state machine; `describeExecution` and `stopExecution` take the ARN of any. */
export function createExecutions(client: SFNClient, stateMachineArn: string) {
  /** `arn:…:stateMachine:NAME` and an execution's name give `arn:…:execution:NAME:<name>`. */
  const executionArn: ExecutionArn = (name) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`

  const startExecution: StartExecution = async (name, input) => {
    try {
      const started = await client.send(
        new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
      )
      return started.executionArn ?? executionArn(name)
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return executionArn(name)
      throw error
    }
  }

  /** `unknown`: there is no such execution (any more; Step Functions forgets after 90 days). */
  const describeExecution: DescribeExecution = async (arn) => {
    try {
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arn }))
      return status === undefined ? 'unknown' : STATES[status]
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return 'unknown'
      throw error
    }
  }

  /** An execution that is over, or unknown, stays as it is. */
  const stopExecution: StopExecution = async (arn, why) => {
    try {
      await client.send(new StopExecutionCommand({ executionArn: arn, cause: why.slice(0, MAX_CAUSE) }))
    } catch (error) {
      if (!(error instanceof ExecutionDoesNotExist)) throw error
    }
  }

  return { startExecution, executionArn, describeExecution, stopExecution }
}
