import { expect, it } from '@jest/globals'
import type { Import } from '../../lib/domain/imports.ts'
import { notifyEnded } from '../../lib/usecases/notify.ts'

it('logs of a mail that was not sent neither the file nor the people', async () => {
  const logged: unknown[] = []
  const log = (...line: unknown[]) => void logged.push(line)
  const item = {
    id: 'i1',
    companyId: 'c1',
    status: 'completed',
    fileName: 'Kunden Huber.xlsx',
    startedBy: { userId: 'u1', email: 'anna@x.example', name: 'Anna Huber' },
  } as Import
  await notifyEnded({
    getCompany: async () => undefined,
    getUser: async () => undefined,
    sendMail: async () => Promise.reject(new RangeError('anna@x.example is not verified')),
    webUrl: 'https://app.example',
    logger: { info: log, warn: log, error: log },
  })(item)
  expect(logged).toEqual([['A mail could not be sent', { about: 'i1', error: 'RangeError' }]])
})
