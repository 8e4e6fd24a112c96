import { SESv2Client } from '@aws-sdk/client-sesv2'
import { expect, it } from '@jest/globals'
import { createMail } from '../../../lib/adapters/ses/mail.ts'
import { startAnswering } from '../answering.ts'

it('sends a mail as plain UTF-8 text to one address', async () => {
  const service = await startAnswering(() => ({ status: 200, body: { MessageId: 'm1' } }))
  const client = new SESv2Client(service.config)
  const { sendMail } = createMail(client, 'muster@acme.test')
  await sendMail({ to: 'jürgen@acme.test', subject: 'Grüße', text: 'Zeile 1\nZeile 2 €', locale: 'de' })
  expect(service.calls).toMatchObject([
    {
      path: '/v2/email/outbound-emails',
      body: {
        FromEmailAddress: 'muster@acme.test',
        Destination: { ToAddresses: ['jürgen@acme.test'] },
        Content: {
          Simple: {
            Subject: { Data: 'Grüße', Charset: 'UTF-8' },
            Body: { Text: { Data: 'Zeile 1\nZeile 2 €', Charset: 'UTF-8' } },
          },
        },
      },
    },
  ])
  client.destroy()
  await service.stop()
})
