import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { eachItem, type Client } from '../../lib/contracts/client.ts'
import { sample } from './people.ts'
import type { World } from './world.ts'

type StartBody = Parameters<Client['startImport']>[0]['body']
export type ImportState = Awaited<ReturnType<Client['getImport']>>

/** Starts an import of a sample and uploads the file as a browser does. Answers the import's id. */
export async function begin(api: Client, file: string | Uint8Array, body: Partial<StartBody> = {}): Promise<string> {
  const started = await api.startImport({
    body: { recordType: 'customers', fileName: typeof file === 'string' ? file : 'made.csv', ...body },
  })
  await upload(started.upload, typeof file === 'string' ? await sample(file) : file)
  return started.import.id
}

export async function upload(form: { url: string; fields: Record<string, string> }, bytes: Uint8Array): Promise<void> {
  const data = new FormData()
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value)
  data.append('file', new Blob([Uint8Array.from(bytes)]))
  const response = await fetch(form.url, { method: 'POST', body: data })
  if (!response.ok) throw new Error(`The upload was refused: ${response.status} ${await response.text()}`)
}

/** Everything known with the start, nothing asked. */
export const UNATTENDED = { selection: 'all', decide: 'import-all', suggested: {} } as const

/** Waits until the import has one of these statuses. Fails loudly, with its problem, if it ends otherwise. */
export async function until(api: Client, importId: string, ...statuses: ImportState['status'][]): Promise<ImportState> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const state = await api.getImport({ path: { importId } })
    if (statuses.includes(state.status)) return state
    if (['completed', 'cancelled', 'aborted', 'failed'].includes(state.status)) {
      throw new Error(`The import is ${state.status}: ${JSON.stringify(state.problem)}`)
    }
    await sleep(10)
  }
  throw new Error(`The import never became ${statuses.join(' or ')}`)
}

/** Waits for the question of this step (about this user, if not about any) and answers it. */
export async function untilAsked(
  api: Client,
  importId: string,
  notAbout: readonly string[] = [],
): Promise<ImportState> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const state = await until(
      api,
      importId,
      'awaiting-settings',
      'awaiting-selection',
      'awaiting-decision',
      'previewing',
      'importing',
      'splitting',
      'securing',
      'inspecting',
      'completed',
      'failed',
    )
    if (state.waiting !== undefined && !notAbout.includes(state.waiting.userId ?? state.waiting.step)) return state
    if (state.status === 'completed' || state.status === 'failed') {
      throw new Error(`The import ended (${state.status}) without asking: ${JSON.stringify(state.problem)}`)
    }
    await sleep(10)
  }
  throw new Error('The import never asked')
}

/** A user's records of a type without what differs between two imports: ids, times, authors. Sorted by external ID. */
export async function fieldsOf(
  api: Client,
  userId: string,
  type: 'customers' | 'appointments' | 'tasks' | 'reports' = 'customers',
) {
  return (await recordsOf(api, userId, type)).map(({ fields }) => fields)
}

export async function recordsOf(
  api: Client,
  userId: string,
  type: 'customers' | 'appointments' | 'tasks' | 'reports' = 'customers',
) {
  const records = []
  for await (const record of eachItem(
    (cursor) => api.listRecords({ path: { userId, type }, query: { ...cursor } }),
    (page) => page.records,
  )) {
    records.push(record)
  }
  return records.sort((a, b) => (String(a.fields['externalId']) < String(b.fields['externalId']) ? -1 : 1))
}

/** The mails with this text, once there is one: they are sent after what they tell of is written down. */
export async function mailsAbout({ mails: folder }: Pick<World, 'mails'>, text: string): Promise<string[]> {
  for (let tries = 0; tries < 500; tries += 1) {
    const names = await readdir(folder)
    const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    const found = mails.filter((mail) => mail.includes(text))
    if (found.length > 0) return found
    await sleep(10)
  }
  return []
}
