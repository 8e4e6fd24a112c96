import { afterAll, describe, expect, it } from '@jest/globals'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import { startDatabase } from '../../local/dynamodb.ts'
import { startService } from '../../local/services.ts'
import { createMail } from '../../local/ses.ts'

const credentials = { accessKeyId: 'muster', secretAccessKey: 'a secret of this test' }
const region = 'eu-central-1'
const folders: string[] = []

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-services-'))
  folders.push(folder)
  return folder
}

describe('mail', () => {
  it('becomes a file and a line without its text', async () => {
    const folder = await newFolder()
    const lines: string[] = []
    const service = await startService(
      { signingName: 'ses', handle: createMail(folder, (line) => lines.push(line)) },
      credentials,
      () => undefined,
    )
    const client = new SESv2Client({ region, endpoint: service.endpoint, credentials, maxAttempts: 1 })
    const { MessageId } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: 'muster@x.example',
        Destination: { ToAddresses: ['anna@x.example'] },
        Content: {
          Simple: {
            Subject: { Data: 'Über\nBcc: evil@x.example' },
            Body: { Text: { Data: 'https://x.example/approve/secret' } },
          },
        },
      }),
    )
    const [name = ''] = await readdir(folder)
    const mail = await readFile(join(folder, name), 'utf8')
    expect(mail).toContain('To: anna@x.example\n')
    expect(mail).toContain('Subject: Über Bcc: evil@x.example\n')
    expect(mail).toContain('https://x.example/approve/secret')
    expect(name).toContain(MessageId ?? 'no id')
    expect(lines).toEqual(['mail to anna@x.example: Über Bcc: evil@x.example'])
    client.destroy()
    await service.stop()
  })
})

describe('the database', () => {
  it('makes its tables once and keeps its items', async () => {
    const folder = join(await newFolder(), 'dynamodb')
    const table = {
      name: 'records',
      attributes: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
      keys: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
      indexes: [],
    }
    const key = { TableName: 'records', Key: { pk: { S: 'a' } } }
    const first = await startDatabase(folder, [table], credentials)
    const writer = new DynamoDBClient({ region, endpoint: first.endpoint, credentials })
    await writer.send(new PutItemCommand({ TableName: 'records', Item: { pk: { S: 'a' }, n: { N: '7' } } }))
    writer.destroy()
    await first.stop()

    const second = await startDatabase(folder, [table], credentials)
    const reader = new DynamoDBClient({ region, endpoint: second.endpoint, credentials })
    expect((await reader.send(new GetItemCommand(key))).Item).toEqual({ pk: { S: 'a' }, n: { N: '7' } })
    reader.destroy()
    await second.stop()
  })
})
