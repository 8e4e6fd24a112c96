import { SFNClient } from '@aws-sdk/client-sfn'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createCallbacks } from '../../../lib/adapters/stepfunctions/callbacks.ts'
import { createExecutions } from '../../../lib/adapters/stepfunctions/executions.ts'
import { startAnswering } from '../answering.ts'

const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:import'
const execution = 'arn:aws:states:eu-central-1:123456789012:execution:import:i1-1'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function connect(status: number, body: unknown) {
  const service = await startAnswering(() => ({ status, body }))
  const client = new SFNClient(service.config)
  cleanups.push(
    () => client.destroy(),
    () => service.stop(),
  )
  return { client, calls: service.calls }
}
const refusal = (name: string) => ({ __type: `com.amazonaws.swf.service.v2.model#${name}`, message: 'no' })

describe('executions', () => {
  it('are started under their name with their input', async () => {
    const { client, calls } = await connect(200, { executionArn: execution, startDate: 1 })
    expect(await createExecutions(client, machine).startExecution('i1-1', { resume: { companyId: 'ä' } })).toBe(
      execution,
    )
    expect(calls).toMatchObject([{ target: 'StartExecution', body: { stateMachineArn: machine, name: 'i1-1' } }])
    expect(JSON.parse((calls[0]?.body as { input: string }).input)).toEqual({ resume: { companyId: 'ä' } })
  })

  it('of the same name are the same execution', async () => {
    const { client } = await connect(400, refusal('ExecutionAlreadyExists'))
    expect(await createExecutions(client, machine).startExecution('i1-1', {})).toBe(execution)
  })

  it('have an ARN that is known before they are started', async () => {
    const { client, calls } = await connect(200, {})
    expect(createExecutions(client, machine).executionArn('i1-1')).toBe(execution)
    expect(calls).toEqual([])
  })

  it.each([
    ['RUNNING', 'running'],
    ['PENDING_REDRIVE', 'running'],
    ['SUCCEEDED', 'succeeded'],
    ['FAILED', 'failed'],
    ['TIMED_OUT', 'timed-out'],
    ['ABORTED', 'aborted'],
  ])('that are %s are %s', async (status, state) => {
    const { client } = await connect(200, { executionArn: execution, stateMachineArn: machine, startDate: 1, status })
    expect(await createExecutions(client, machine).describeExecution(execution)).toBe(state)
  })

  it('that do not exist are unknown, and stopping them is nothing', async () => {
    const { client, calls } = await connect(400, refusal('ExecutionDoesNotExist'))
    expect(await createExecutions(client, machine).describeExecution(execution)).toBe('unknown')
    await createExecutions(client, machine).stopExecution(execution, 'cancelled')
    expect(calls[1]).toMatchObject({ target: 'StopExecution', body: { executionArn: execution, cause: 'cancelled' } })
  })

  it('throw every other fault', async () => {
    const { client } = await connect(400, refusal('StateMachineDoesNotExist'))
    const { startExecution, describeExecution, stopExecution } = createExecutions(client, machine)
    for (const call of [startExecution('n', {}), describeExecution(execution), stopExecution(execution, '')]) {
      await expect(call).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' })
    }
  })
})

describe('the end of a wait', () => {
  it('carries the token and the answer', async () => {
    const { client, calls } = await connect(200, {})
    expect(await createCallbacks(client).sendTaskSuccess('secret', { next: 'import' })).toBe('sent')
    expect(calls).toMatchObject([
      { target: 'SendTaskSuccess', body: { taskToken: 'secret', output: '{"next":"import"}' } },
    ])
  })

  it.each(['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'])('is gone where the service says %s', async (name) => {
    const { client } = await connect(400, refusal(name))
    expect(await createCallbacks(client).sendTaskSuccess('secret', {})).toBe('gone')
  })

  it('throws every other fault, without the token in it', async () => {
    const { client } = await connect(400, refusal('InvalidOutput'))
    const error: unknown = await createCallbacks(client)
      .sendTaskSuccess('secret', {})
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'InvalidOutput' })
    expect(JSON.stringify(error)).not.toContain('secret')
  })
})
