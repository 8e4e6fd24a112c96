import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import type { User } from '../../lib/domain/companies.ts'
import { createConfiguration } from '../../lib/usecases/create-configuration.ts'
import { deleteConfiguration } from '../../lib/usecases/delete-configuration.ts'
import { getConfiguration } from '../../lib/usecases/get-configuration.ts'
import { listConfigurations } from '../../lib/usecases/list-configurations.ts'
import { putConfiguration } from '../../lib/usecases/put-configuration.ts'
import { foundCompany, startWorld, type Staff, type World } from './world.ts'

jest.setTimeout(30_000)

let world: World
let count = 0
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const CONFIGURATION: ImportConfiguration = {
  version: 1,
  recordType: 'customers',
  sheet: 'Kunden',
  headerRow: 1,
  mode: 'update',
  assignment: { by: 'email', column: 'Betreuer E-Mail' },
  mapping: [
    { column: 'Nr.', field: 'externalId', update: 'key', empty: 'keep' },
    { column: 'Firma', field: 'name', update: 'overwrite', empty: 'keep' },
  ],
  notation: { decimal: ',', dateOrder: 'dmy' },
}

async function found(): Promise<Staff & { save: (name: string, by?: User) => ReturnType<typeof saved> }> {
  const staff = await foundCompany(world, `configurations-${(count += 1)}`)
  const saved = (name: string, by: User = staff.admin) =>
    createConfiguration(world.ports)({
      actor: by,
      company: staff.company,
      body: { name, configuration: CONFIGURATION },
    })
  return { ...staff, save: saved }
}

describe('saved configurations', () => {
  it('are listed, opened and forgotten', async () => {
    const { company, admin: actor, save } = await found()
    const caller = { actor, company }
    const [erp, crm] = [await save('ERP monthly'), await save('CRM')]
    expect(erp).toMatchObject({
      name: 'ERP monthly',
      recordType: 'customers',
      revision: 1,
      configuration: CONFIGURATION,
    })
    const { importConfigurations } = await listConfigurations(world.ports)(caller)
    expect(importConfigurations.map(({ name }) => name)).toEqual(['ERP monthly', 'CRM'])
    expect(importConfigurations[0]).not.toHaveProperty('configuration')
    const path = { configurationId: crm.id }
    expect(await getConfiguration(world.ports)({ ...caller, path })).toEqual(crm)
    await deleteConfiguration(world.ports)({ ...caller, path })
    await expect(getConfiguration(world.ports)({ ...caller, path })).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteConfiguration(world.ports)({ ...caller, path })).rejects.toMatchObject({ code: 'not-found' })
    expect((await listConfigurations(world.ports)(caller)).importConfigurations).toHaveLength(1)
  })

  it('have names of their own, without case', async () => {
    const { save } = await found()
    await save('Monatsliste Süd')
    await expect(save(' monatsliste  SÜD')).rejects.toMatchObject({ code: 'duplicate-key' })
  })

  it('are not overwritten by who did not see the change before', async () => {
    const { company, admin, sue, save } = await found()
    const { id } = await save('ERP')
    const path = { configurationId: id }
    const put = (actor: User, revision: number, name: string) =>
      putConfiguration(world.ports)({ actor, company, path, body: { name, configuration: CONFIGURATION, revision } })
    expect(await put(sue, 1, 'ERP new')).toMatchObject({ revision: 2, updatedBy: { email: sue.email } })
    await expect(put(admin, 1, 'Mine')).rejects.toMatchObject({
      code: 'record-changed',
      message: expect.stringContaining('revision 2'),
    })
    expect(await put(admin, 2, 'erp NEW')).toMatchObject({ name: 'erp NEW', revision: 3 })
  })

  it('belong to those who may import, and to their company', async () => {
    const [{ company, rob, save }, other] = [await found(), await found()]
    const { id } = await save('ERP')
    await expect(save('Rob’s', rob)).rejects.toMatchObject({ code: 'import-not-permitted' })
    await expect(listConfigurations(world.ports)({ actor: rob, company })).rejects.toMatchObject({
      code: 'import-not-permitted',
    })
    const foreign = { actor: other.admin, company: other.company, path: { configurationId: id } }
    await expect(getConfiguration(world.ports)(foreign)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are refused if no file could be imported by them', async () => {
    const { company, admin: actor } = await found()
    const [first, ...rest] = CONFIGURATION.mapping
    const configuration = { ...CONFIGURATION, mapping: [{ ...first!, field: 'colour' }, ...rest] }
    await expect(
      createConfiguration(world.ports)({ actor, company, body: { name: 'x', configuration } }),
    ).rejects.toMatchObject({
      code: 'configuration-invalid',
      places: expect.arrayContaining([expect.objectContaining({ pointer: '/body/configuration/mapping/0/field' })]),
    })
  })
})
