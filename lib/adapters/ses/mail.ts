import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2'
import type { SendMail } from '../../ports/notifications.ts'

/** Sends plain text mails from one address. */
export function createMail(client: SESv2Client, from: string) {
  const sendMail: SendMail = async ({ to, subject, text }) => {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
          },
        },
      }),
    )
  }

  return { sendMail }
}
