import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { basics } from '../../lib/runtime/deps.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { lambdaContext } from './events.ts'

describe('stepHandler', () => {
  const lines: string[] = []
  beforeEach(() => {
    lines.length = 0
    // Powertools writes through a console of its own, to the streams of the process.
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((chunk) => {
        lines.push(String(chunk))
        return true
      })
    }
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })

  it('hands over the checked input and gives back what the contract names', async () => {
    const handler = stepHandler('split', basics, () => async (input) => {
      expect(input).toEqual({ companyId: 'alpha', importId: 'i-1' })
      return { next: 'check', rows: [1, 2, 3] } as { next: 'check' }
    })
    expect(await handler({ companyId: 'alpha', importId: 'i-1', more: true }, lambdaContext)).toEqual({ next: 'check' })
  })

  it('throws under a name that the state machine can catch', async () => {
    const handler = stepHandler('split', basics, () => async () => ({ next: 'nowhere' }) as never)
    await expect(handler({ companyId: 'alpha' }, lambdaContext)).rejects.toMatchObject({ name: 'InvalidStepInput' })
    await expect(handler({ companyId: 'alpha', importId: 'i' }, lambdaContext)).rejects.toMatchObject({
      name: 'InvalidStepOutput',
    })
    const throttled = stepHandler('split', basics, () => async () => {
      throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' })
    })
    await expect(throttled({ companyId: 'alpha', importId: 'i' }, lambdaContext)).rejects.toMatchObject({
      name: 'ThrottlingException',
    })
    expect(lines.join('')).toContain('"importId":"i"')
  })

  it('never logs a task token, whatever a step logs', async () => {
    const handler = stepHandler('awaitSettings', basics, ({ logger }) => async (input) => {
      logger.info('input', {
        input,
        upload: { url: 'https://u', fields: { policy: 'cG9saWN5' } },
        authorization: 'Bearer x',
      })
      throw new Error('no')
    })
    await expect(
      handler({ companyId: 'alpha', importId: 'i', taskToken: 'AAAA-secret-BBBB' }, lambdaContext),
    ).rejects.toThrow('no')
    expect(lines.join('')).toContain('Step awaitSettings failed')
    expect(lines.join('')).not.toMatch(/secret|cG9saWN5|Bearer/)
  })

  it('writes what was counted, also when the step fails', async () => {
    const handler = stepHandler('split', basics, ({ count }) => async () => {
      count('UsersImported', 7)
      throw new Error('no')
    })
    await expect(handler({ companyId: 'alpha', importId: 'i' }, lambdaContext)).rejects.toThrow('no')
    expect(lines.join('')).toContain('"UsersImported":7')
  })

  it('counts how imports end, by what the step answers', async () => {
    const handler = stepHandler('summarise', basics, () => async () => ({ status: 'completed' }))
    await handler({ companyId: 'alpha', importId: 'i', ending: 'done' }, lambdaContext)
    expect(lines.join('')).toContain('"ImportsCompleted":1')
    lines.length = 0
    const claim = stepHandler('claim', basics, () => async () => ({ next: 'taken' as const }))
    await claim({ input: {}, executionArn: 'arn' }, lambdaContext)
    expect(lines.join('')).not.toContain('ImportsStarted')
  })
})
