import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ServiceAnswer, ServiceHandler } from './services.ts'

const content = z.object({ Data: z.string() })

const sendEmail = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z.object({
    ToAddresses: z.array(z.string()).default([]),
    CcAddresses: z.array(z.string()).default([]),
    BccAddresses: z.array(z.string()).default([]),
  }),
  Content: z.object({
    Simple: z.object({ Subject: content, Body: z.object({ Text: content.optional(), Html: content.optional() }) }),
  }),
})

/**
 * The SESv2 endpoint: a mail becomes a file in a folder and a line on the terminal.
 * @param folder made if it does not exist
 * @param say gets the line: to whom and about what, never the text, which may carry links
 */
export function createMail(folder: string, say: (line: string) => void): ServiceHandler {
  return async ({ method, path, body }) => {
    if (method !== 'POST' || path !== '/v2/email/outbound-emails') {
      return answer(501, { message: 'Only SendEmail is implemented' }, 'NotImplemented')
    }
    const parsed = sendEmail.safeParse(JSON.parse(body))
    if (!parsed.success) return answer(400, { message: z.prettifyError(parsed.error) }, 'BadRequestException')
    const { FromEmailAddress = '', Destination, Content } = parsed.data
    const id = randomUUID()
    const to = [...Destination.ToAddresses, ...Destination.CcAddresses, ...Destination.BccAddresses].join(', ')
    const { Subject, Body } = Content.Simple
    const time = new Date()
    const lines = [
      `Date: ${time.toUTCString()}`,
      `From: ${header(FromEmailAddress)}`,
      `To: ${header(to)}`,
      `Subject: ${header(Subject.Data)}`,
      `Message-ID: <${id}@muster.local>`,
      '',
      Body.Text?.Data ?? Body.Html?.Data ?? '',
    ]
    await mkdir(folder, { recursive: true })
    const name = `${time.toISOString().replaceAll(/[:.]/g, '-')}-${id}`
    await writeFile(join(folder, `${name}.eml`), lines.join('\n'), { mode: 0o600 })
    if (Body.Html !== undefined && Body.Text !== undefined) {
      await writeFile(join(folder, `${name}.html`), Body.Html.Data, { mode: 0o600 })
    }
    say(`mail to ${header(to)}: ${header(Subject.Data)}`)
    return answer(200, { MessageId: id })
  }
}

function answer(status: number, body: object, error?: string): ServiceAnswer {
  const headers = { 'content-type': 'application/json', ...(error === undefined ? {} : { 'x-amzn-errortype': error }) }
  return { status, headers, body: JSON.stringify(body) }
}

/** One line, whatever was given. */
function header(value: string): string {
  return value.replaceAll(/\p{Cc}+/gu, ' ')
}
