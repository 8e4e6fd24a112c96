export type ExecutionState = 'running' | 'succeeded' | 'failed' | 'timed-out' | 'aborted' | 'unknown'

/** Starts the workflow under a name; the same name twice is the same execution. Answers its ARN. */
export type StartExecution = (name: string, input: unknown) => Promise<string>
/** The ARN that an execution of this name has or will have: known before it is started. */
export type ExecutionArn = (name: string) => string
export type DescribeExecution = (executionArn: string) => Promise<ExecutionState>
export type StopExecution = (executionArn: string, why: string) => Promise<void>
