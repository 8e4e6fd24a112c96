import { describe, expect, it, jest } from '@jest/globals'
import {
  callbacks,
  files,
  importMachine,
  mail,
  records,
  restoreMachine,
  state,
  wiring,
} from '../../lib/runtime/wiring.ts'

const env = {
  AWS_REGION: 'eu-central-1',
  STATE_TABLE: 's',
  RECORDS_TABLE: 'r',
  BUCKET: 'b',
  IMPORT_STATE_MACHINE_ARN: 'arn:aws:states:eu-central-1:123456789012:stateMachine:import',
  RESTORE_STATE_MACHINE_ARN: 'arn:aws:states:eu-central-1:123456789012:stateMachine:restore',
  MAIL_FROM: 'muster@example.com',
  WEB_URL: 'https://muster.example.com',
}

describe('wiring', () => {
  it('joins the parts, each with what it is named for', () => {
    const deps = wiring(state, records, files, importMachine, restoreMachine, mail)(env)
    expect(Object.keys(deps)).toEqual(
      expect.arrayContaining([
        'now',
        'newId',
        'logger',
        'getCompany',
        'findUserByEmail',
        'updateImport',
        'takeLock',
        'getRestore',
        'writeRecord',
        'readLines',
        'presignUpload',
        'startImportExecution',
        'describeImportExecution',
        'startRestoreExecution',
        'restoreExecutionArn',
        'describeRestoreExecution',
        'sendMail',
      ]),
    )
    expect(deps.webUrl).toBe(env.WEB_URL)
    expect(Object.keys(wiring(callbacks)(env))).toContain('sendTaskSuccess')
  })

  it('says which variable is missing, and asks for none of other parts', () => {
    expect(() => wiring(state)({})).toThrow(/STATE_TABLE/)
    expect(() => wiring(mail)({ ...env, WEB_URL: 'nonsense' })).toThrow(/WEB_URL/)
    expect(() => wiring()({})).not.toThrow()
  })

  it('gives ids that grow within a millisecond, and the time of each call', () => {
    const { newId, now } = wiring()({})
    const ids = Array.from({ length: 1000 }, newId)
    expect(ids).toEqual([...new Set(ids)].sort())
    jest.useFakeTimers({ now: new Date('2026-11-22T10:00:00Z') })
    expect(now()).toBe('2026-11-22T10:00:00.000Z')
    jest.setSystemTime(new Date('2026-11-22T10:00:01Z'))
    expect(now()).toBe('2026-11-22T10:00:01.000Z')
    jest.useRealTimers()
  })
})
