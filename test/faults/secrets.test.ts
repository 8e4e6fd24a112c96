import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { requestLocalToken } from '../../cli/invocation.ts'
import { createClient } from '../../lib/contracts/client.ts'
import { startDatabase } from '../../local/dynamodb.ts'
import { demoUsers } from '../../local/demo/customers.ts'
import { openCredentials } from '../../local/secrets.ts'
import {
  ADMINISTRATOR,
  beginImport,
  createAccounts,
  install,
  until,
  untilImport,
  type ImportState,
  type Installation,
} from './installation.ts'

const ROWS = 60
const users = demoUsers(4)
/** What has to hold them: the tables, the journal and the index of the storage, the keys; and the template, which is public. */
const STORES = /^(dynamodb|cdk\.out)\/|\.sqlite(-\w+)?$|^(credentials|signing-key)\.json$/

let here: Installation
const secrets = new Map<string, string>()

beforeAll(async () => {
  here = await install()
  await createAccounts(here, users)
})
afterAll(() => here.remove())

/** Stops the product, takes the open task tokens and the AWS secret from where they belong, and starts it again. */
async function collectSecrets(): Promise<number> {
  await here.stop()
  const credentials = await openCredentials(join(here.data, 'credentials.json'))
  secrets.set(credentials.secretAccessKey, 'the AWS secret')
  const database = await startDatabase(join(here.data, 'dynamodb'), [], credentials)
  const client = new DynamoDBClient({ endpoint: database.endpoint, region: 'eu-central-1', credentials })
  let tokens = 0
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
        for (const { S } of Items.flatMap(({ taskToken }) => (taskToken === undefined ? [] : [taskToken]))) {
          if (S === undefined || S === '') continue
          secrets.set(S, 'a task token')
          tokens += 1
        }
      }
    }
  }
  client.destroy()
  await database.stop()
  await here.start()
  return tokens
}

async function mails(): Promise<string[]> {
  const folder = join(here.data, 'mails')
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
}

/** Everything about an import that a person can see. */
async function everything(importId: string, approvalId: string): Promise<string> {
  const records = await Promise.all(
    (await here.api.listUsers()).users.map(({ id }) =>
      here.api.listRecords({ path: { userId: id, type: 'customers' } }),
    ),
  )
  return JSON.stringify([
    await here.api.getImport({ path: { importId } }),
    await here.api.listImportUsers({ path: { importId } }),
    await here.api.getApproval({ path: { approvalId } }),
    records,
  ])
}

/** Opens the link of the mail as a mail program does that looks what is behind it, and the address of the API behind it. */
async function openLinks(importId: string, approvalId: string): Promise<void> {
  const links = (await mails()).flatMap((mail) => mail.match(/https?:\/\/\S+/g) ?? [])
  const link = links.find((one) => one.includes(approvalId))
  expect(link).toBeDefined()
  const before = await everything(importId, approvalId)
  for (const address of [link ?? '', `${here.url}/v1/approvals/${approvalId}`]) {
    const token = await requestLocalToken(here.url, ADMINISTRATOR)
    for (const query of ['', '?action=import', '?decision=import-all']) {
      for (const method of ['GET', 'HEAD']) {
        for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
          await (await fetch(`${address}${query}`, { method, headers })).arrayBuffer()
        }
      }
    }
  }
  // Not toBe: it would print all of it.
  expect((await everything(importId, approvalId)) === before).toBe(true)
}

/** The text of every file of the data folder that is no store; what is packed is unpacked. */
async function openTexts(): Promise<Map<string, string>> {
  const texts = new Map([['terminal', await readFile(here.terminal, 'utf8')]])
  for (const entry of await readdir(here.data, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(here.data, path)
    if (!entry.isFile() || STORES.test(name)) continue
    const bytes = await readFile(path)
    texts.set(name, (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1'))
  }
  return texts
}

it('a run with every question leaves no secret where people look, and opening a link of a mail changes nothing', async () => {
  const token = await requestLocalToken(here.url, ADMINISTRATOR)
  secrets.set(token, 'a JWT').set(token.split('.')[2] ?? '', 'the signature of a JWT')
  const form = await here.api.startImport({ body: { recordType: 'customers', fileName: 'never sent.csv' } })
  const signature = Object.entries(form.upload.fields).find(([name]) => /^x-amz-signature$/i.test(name))?.[1]
  secrets.set(signature ?? '', 'the signature of an upload')
  await here.api.cancelImport({ path: { importId: form.import.id } })
  const importId = await beginImport(here, ROWS, users, { selection: 'ask', suggested: undefined })

  const answered: string[] = []
  const asked = (step: string): Promise<ImportState> =>
    untilImport(here, importId, ({ waiting }) => waiting?.step === step && !answered.includes(waiting.approvalId))
  const question = async (step: string) => {
    const { waiting } = await asked(step)
    const approvalId = waiting?.approvalId ?? ''
    answered.push(approvalId)
    await until(async () => (await mails()).some((mail) => mail.includes(approvalId)) || undefined)
    await openLinks(importId, approvalId)
    expect(await collectSecrets()).toBeGreaterThan(0)
    await until(() => here.api.getImport({ path: { importId } }))
    return approvalId
  }

  await question('settings')
  const { suggestion } = await here.api.getImport({ path: { importId } })
  const configuration = suggestion?.configuration
  await here.api.putSettings({
    path: { importId },
    body: configuration as Parameters<typeof here.api.putSettings>[0]['body'],
  })
  await question('selection')
  await here.api.putSelection({ path: { importId }, body: { exclude: [] } })
  for (const action of ['import', 'skip', 'import-all'] as const) {
    const approvalId = await question('decision')
    await here.api.decideApproval({ path: { approvalId }, body: { action } })
  }
  const ended = await untilImport(here, importId, ({ status }) => status === 'completed')
  expect(ended.totals).toMatchObject({ rejected: 0 })
  await text((await here.api.getRejectedRows({ path: { importId } })).body)
  // Refused requests are logged as well.
  const forged = createClient({ url: here.url, token: `${token}x` })
  await expect(forged.getMe()).rejects.toThrow()
  const { id: restoreId } = await here.api.startRestore({
    path: { restorePointId: ended.restorePointId ?? '' },
    body: {},
  })
  await until(async () =>
    (await here.api.getRestore({ path: { restoreId } })).status === 'running' ? undefined : true,
  )
  await here.stop()

  const texts = await openTexts()
  expect([...texts.keys()].some((name) => name.startsWith('logs/'))).toBe(true)
  expect([...texts.keys()].some((name) => name.startsWith('mails/'))).toBe(true)
  expect(new Set(secrets.values())).toContain('a task token')
  expect(signature).toMatch(/^[0-9a-f]{64}$/)
  const found = [...texts].flatMap(([name, content]) => [
    ...[...secrets].filter(([secret]) => content.includes(secret)).map(([, what]) => `${what} in ${name}`),
    ...(/eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/.test(content) ? [`something like a JWT in ${name}`] : []),
    ...(/X-Amz-Signature=/i.test(content) ? [`a presigned address in ${name}`] : []),
  ])
  expect(found).toEqual([])
  // The journal starts executions again, and needs no token for that.
  const journal = (await readdir(here.data)).filter((name) => name.startsWith('executions.sqlite'))
  const journals = await Promise.all(journal.map((name) => readFile(join(here.data, name), 'latin1')))
  expect(
    [...secrets].filter(([secret]) => journals.some((one) => one.includes(secret))).map(([, what]) => what),
  ).toEqual([])
})
