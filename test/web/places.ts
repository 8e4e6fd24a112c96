import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '../../lib/contracts/client.ts'
import { importConfiguration } from '../../lib/contracts/configuration.ts'
import { ANNA, BJOERN, SAMPLES, settled, type RunningProduct } from './product.ts'

/** A page in a state in which somebody meets it. */
export interface Place {
  /** Also the name of its picture. */
  readonly name: string
  readonly path: string
  /** Who looks. @default Anna, who administers the company */
  readonly email?: string
}

/**
 * Leads the demo company through an import, its undo and a restore, and stops at each page in each state: whoever takes
 * the next place finds the product in that state for as long as they do not ask for the one after it.
 */
export async function* places(product: RunningProduct): AsyncGenerator<Place> {
  const api = await product.as(ANNA)
  yield { name: 'home-first-run', path: '/' }
  yield { name: 'new-import', path: '/imports/new' }
  yield { name: 'imports-none', path: '/imports' }
  yield { name: 'restore-points-none', path: '/restore-points' }

  yield* withoutFile(api)
  const importId = yield* wizard(product, api)
  yield* afterTheImport(api, importId)
  yield* again(product, api, importId)
  yield* wayBack(api, importId)
  yield* company(api, importId)
}

/** An import whose file never comes. */
async function* withoutFile(api: Client): AsyncGenerator<Place> {
  const { import: begun } = await api.startImport({ body: { recordType: 'customers', fileName: 'customers.xlsx' } })
  yield { name: 'upload', path: `/imports/${begun.id}` }
  await api.cancelImport({ path: { importId: begun.id } })
  await settled(api, begun.id)
  yield { name: 'summary-cancelled', path: `/imports/${begun.id}` }
}

async function* wizard(product: RunningProduct, api: Client): AsyncGenerator<Place, string> {
  const begun = await product.begin(join(SAMPLES, 'messy.xlsx'))
  const path = { importId: begun.id }
  const page = `/imports/${begun.id}`
  yield { name: 'home-waiting', path: '/' }
  for (const part of ['file', 'columns', 'assignment', 'check']) {
    yield { name: `settings-${part}`, path: `${page}?part=${part}` }
  }
  yield { name: 'new-import-busy', path: '/imports/new' }

  await api.putSettings({ path, body: importConfiguration.parse(begun.suggestion?.configuration) })
  await settled(api, begun.id)
  yield { name: 'selection', path: page }

  await api.putSelection({ path, body: { exclude: [] } })
  const first = await settled(api, begun.id)
  const userId = first.waiting?.userId ?? ''
  yield { name: 'decision', path: page }
  yield { name: 'decision-rejected', path: `${page}?outcome=rejected` }
  yield { name: 'approval', path: `/approvals/${first.waiting?.approvalId ?? ''}` }

  await api.decideUser({ path: { ...path, userId }, body: { action: 'import' } })
  await settled(api, begun.id)
  yield { name: 'decision-second', path: page }
  yield { name: 'approval-decided', path: `/approvals/${first.waiting?.approvalId ?? ''}` }
  yield { name: 'user-result', path: `${page}/users/${userId}` }

  await api.decideUser({
    path: { ...path, userId: (await settled(api, begun.id)).waiting?.userId ?? '' },
    body: { action: 'import-all' },
  })
  await settled(api, begun.id)
  return begun.id
}

async function* afterTheImport(api: Client, importId: string): AsyncGenerator<Place> {
  yield { name: 'summary', path: `/imports/${importId}` }
  yield { name: 'imports', path: '/imports' }
  yield { name: 'home', path: '/' }
  const { user } = await userOf(api, BJOERN)
  yield { name: 'records', path: `/users/${user.id}/records/customers` }
  const { records } = await api.listRecords({ path: { userId: user.id, type: 'customers' } })
  const [record] = records
  yield { name: 'record', path: `/users/${user.id}/records/customers/${record?.id ?? ''}` }
  yield { name: 'record-new', path: `/users/${user.id}/records/customers/new` }
  await api.deleteRecord({ path: { userId: user.id, type: 'customers', recordId: record?.id ?? '' } })
  yield { name: 'recycle-bin', path: `/users/${user.id}/recycle-bin` }
  yield { name: 'records-own', path: '/', email: BJOERN }
}

/** The same file once more, after somebody has worked with what it brought: what changes field by field. */
async function* again(product: RunningProduct, api: Client, importId: string): AsyncGenerator<Place> {
  const { user } = await userOf(api, BJOERN)
  const path = { userId: user.id, type: 'customers' } as const
  const { records } = await api.listRecords({ path })
  const edits: readonly Readonly<Record<string, string>>[] = [
    { street: 'Hafenstraße 4' },
    { name: 'Café am Hafen', phone: '+43 1 5550123' },
    { priority: 'C' },
  ]
  for (const [index, fields] of edits.entries()) {
    await api.updateRecord({ path: { ...path, recordId: records[index]?.id ?? '' }, body: { fields } })
  }
  const { configuration } = await api.getImport({ path: { importId } })
  const begun = await product.begin(join(SAMPLES, 'messy.xlsx'), {
    configuration: importConfiguration.parse(configuration),
    selection: 'all',
  })
  yield { name: 'decision-changes', path: `/imports/${begun.id}?outcome=updated` }
  await api.cancelImport({ path: { importId: begun.id } })
  await settled(api, begun.id)
}

async function* wayBack(api: Client, importId: string): AsyncGenerator<Place> {
  yield { name: 'restore-points', path: '/restore-points' }
  const { restorePoints } = await api.listRestorePoints({})
  const point = restorePoints.find(({ reason }) => reason === 'before-import')
  yield { name: 'restore', path: `/restore-points/${point?.id ?? ''}/restore` }
  yield { name: 'undo', path: `/imports/${importId}/undo` }
  const dry = await api.undoImport({ path: { importId }, body: { dryRun: true } })
  await restored(api, dry.id)
  yield { name: 'undo-dry-run', path: `/restores/${dry.id}` }
  const undo = await api.undoImport({ path: { importId }, body: {} })
  await restored(api, undo.id)
  yield { name: 'undo-done', path: `/restores/${undo.id}` }
  yield { name: 'restores', path: '/restores' }
  yield { name: 'undo-of-undo', path: `/restores/${undo.id}/undo` }
  yield { name: 'undo-again', path: `/imports/${importId}/undo` }
  yield { name: 'summary-undone', path: `/imports/${importId}` }
}

async function* company(api: Client, importId: string): AsyncGenerator<Place> {
  yield { name: 'users', path: '/users' }
  yield { name: 'users-new', path: '/users/new' }
  yield { name: 'users-import', path: '/users/import' }
  const { user } = await userOf(api, BJOERN)
  yield { name: 'users-edit', path: `/users/${user.id}` }
  await api.putCustomFields({
    path: { type: 'customers' },
    body: {
      fields: [
        {
          type: 'selection',
          label: { en: 'Industry', de: 'Branche' },
          options: [{ label: { en: 'Trade', de: 'Handel' } }],
        },
        { type: 'number', label: { en: 'Revenue', de: 'Umsatz' }, min: 0 },
      ],
    },
  })
  yield { name: 'custom-fields', path: '/custom-fields/customers' }
  yield { name: 'configurations-none', path: '/configurations' }
  const { configuration } = await api.getImport({ path: { importId } })
  const saved = await api.createConfiguration({
    body: { name: 'Messekontakte', configuration: importConfiguration.parse(configuration) },
  })
  yield { name: 'configurations', path: '/configurations' }
  yield { name: 'configuration', path: `/configurations/${saved.id}` }
  yield { name: 'audit', path: '/audit' }
  yield { name: 'settings', path: '/settings' }
  yield { name: 'settings-not-allowed', path: '/settings', email: BJOERN }
  yield { name: 'accessibility', path: '/accessibility' }
  yield { name: 'not-found', path: '/nowhere' }
  yield { name: 'import-unknown', path: '/imports/unknown' }
}

async function userOf(api: Client, email: string) {
  const { users } = await api.listUsers()
  const user = users.find((one) => one.email === email)
  if (user === undefined) throw new Error(`There is no user ${email}`)
  return { user }
}

async function restored(api: Client, restoreId: string): Promise<void> {
  for (;;) {
    const { status } = await api.getRestore({ path: { restoreId } })
    if (status !== 'running') return
    await pause(100)
  }
}
