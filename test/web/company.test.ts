import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '../../lib/contracts/client.ts'
import { accessible, heading, input, setCompany } from './company.ts'
import { ANNA, BJOERN, CARLA, GRETA, SAMPLES } from './product.ts'
import { setStage } from './stage.ts'
import { button } from './wizard.ts'

const stage = setStage()
const { idOf, enterCustomer, pageOf } = setCompany(stage)

let api: Client
beforeAll(async () => {
  api = await stage.product().as(ANNA)
})

describe('accounts', () => {
  it('creates one, finds it again and changes it', async () => {
    const { page, faults, context } = await stage.visit('/users')
    await page.getByRole('link', { name: 'Create user' }).click()
    await heading(page, 'New user').waitFor()
    await button(page, 'Create').click()
    await page.getByText('Enter a complete e-mail address').waitFor()
    await input(page, 'E-mail').fill('nora.new@nordwind.example')
    await input(page, 'First name').fill('Nora')
    await input(page, 'Last name').fill('New')
    await button(page, 'Create').click()

    await heading(page, 'Users and records').waitFor()
    await page.getByRole('searchbox', { name: 'Search users' }).fill('nora')
    await page.getByText('1 user', { exact: true }).waitFor()
    expect(page.url()).toContain('q=nora')
    await page.reload()
    await page.getByRole('link', { name: 'Nora New', exact: true }).click()
    await heading(page, 'Account of Nora New').waitFor()
    await page.getByRole('combobox', { name: 'Level' }).selectOption('supervisor')
    await button(page, 'Save').click()
    await page.getByText('The account of Nora New was saved.').waitFor()
    const nora = (await api.listUsers()).users.find(({ firstName }) => firstName === 'Nora')
    expect(nora).toMatchObject({ email: 'nora.new@nordwind.example', level: 'supervisor', active: true })
    expect(faults).toEqual([])
    await context.close()
  })

  it('says that an address belongs to somebody else, at the input', async () => {
    const { page, context } = await stage.visit('/users/new')
    await input(page, 'E-mail').fill(BJOERN)
    await button(page, 'Create').click()
    await page.getByRole('alert').filter({ hasText: 'duplicate-key' }).waitFor()
    expect(await input(page, 'E-mail').getAttribute('aria-invalid')).toBe('true')
    await context.close()
  })

  it('deletes none that has records, and offers to deactivate it', async () => {
    await enterCustomer(CARLA, { name: 'Carlas Kunde' })
    const { page, context } = await stage.visit(`/users/${idOf(CARLA)}`)
    await button(page, 'Delete account').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Delete account' }).click()
    await dialog.getByText('carla.rossi@nordwind.example has records', { exact: false }).waitFor()
    await dialog.getByRole('button', { name: 'Deactivate instead' }).click()
    await page.getByText('Carla Rossi is inactive now.').waitFor()
    expect((await api.listUsers()).users.find(({ email }) => email === CARLA)?.active).toBe(false)
    await button(page, 'Activate again').click()
    await page.getByText('Carla Rossi is active again.').waitFor()
    await context.close()
  })

  it('keeps what was entered when the account changes beside it', async () => {
    const { page, context } = await stage.visit(`/users/${idOf(CARLA)}`)
    await input(page, 'First name').fill('Karla')
    await button(page, 'Deactivate').click()
    await page.getByText('Carla Rossi is inactive now.').waitFor()
    await button(page, 'Activate again').waitFor()
    expect(await input(page, 'First name').inputValue()).toBe('Karla')
    await button(page, 'Activate again').click()
    await page.getByText('Carla Rossi is active again.').waitFor()
    await context.close()
  })

  it('takes accounts from a CSV file after showing what would happen', async () => {
    const { page, context } = await stage.visit('/users/import')
    const choose = async (text: string) => {
      const file = { name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
      await page.locator('input[type=file]').setInputFiles(file)
    }
    await choose('email;level\nnobody;boss\n')
    await page.getByText('2 things in the file are wrong').waitFor()
    await page.getByText('“boss” is no level').waitFor()
    expect(await button(page, 'Write 1 account').count()).toBe(0)

    await choose(
      'email;firstName;groups\notto.ott@nordwind.example;Otto;Nord|Süd\nHUGO.meier@nordwind.example;Hubert;Nord\n',
    )
    await page.getByText('1 account would be created, 1 would be changed, 0 stay as they are.').waitFor()
    await page.getByText('First name: Hugo → Hubert').waitFor()
    await accessible(page)
    await button(page, 'Write 2 accounts').click()
    await page.getByText('1 created, 1 changed, 0 unchanged.').waitFor()
    const after = (await api.listUsers()).users
    expect(after.find(({ firstName }) => firstName === 'Otto')?.groups).toEqual(['Nord', 'Süd'])
    expect(after.find(({ firstName }) => firstName === 'Hubert')?.employeeNumber).toBe('20001')

    await page.locator('input[type=file]').setInputFiles(join(SAMPLES, 'customers.xlsx'))
    await page.getByText('This is no CSV file.').waitFor()
    await context.close()
  })
})

describe('custom fields', () => {
  it('are added, and filled in a record at once', async () => {
    const record = await enterCustomer(BJOERN, { name: 'Feldversuch' })
    const { page, faults, context } = await stage.visit('/custom-fields/customers')
    await page.getByText('No custom fields yet.').waitFor()
    await button(page, 'Add field').click()
    const dialog = page.getByRole('dialog', { name: 'New field for Customers' })
    await dialog.getByRole('combobox', { name: 'What it holds' }).selectOption('selection')
    await dialog.getByRole('button', { name: 'Add field' }).click()
    await dialog.getByText('Enter a name in one language at least.').waitFor()
    await dialog.getByText('Enter at least one option.').waitFor()
    await dialog.getByRole('textbox', { name: 'Name in English' }).fill('Industry')
    await dialog.getByRole('textbox', { name: 'Name in German' }).fill('Branche')
    for (const [place, option] of ['Trade', 'Crafts'].entries()) {
      await dialog.getByRole('button', { name: 'Add option' }).click()
      await dialog.getByRole('textbox', { name: `Option ${place + 1} in English` }).fill(option)
    }
    await accessible(page)
    await dialog.getByRole('button', { name: 'Add field' }).click()
    await page.getByText('The field “Industry” was added.').waitFor()

    await page.goto(`${stage.product().url}${pageOf(BJOERN, record.id)}?edit`)
    await page.getByRole('combobox', { name: 'Industry' }).click()
    await page.getByRole('option', { name: 'Crafts' }).click()
    await button(page, 'Save').click()
    await page.getByText('Crafts').waitFor()
    const path = { userId: idOf(BJOERN), type: 'customers', recordId: record.id } as const
    expect((await api.getRecord({ path })).fields['custom.industry']).toBe('crafts')
    expect(faults).toEqual([])
    await context.close()
  })

  it('are put in another order and removed, but not over what somebody else did', async () => {
    const type = 'tasks'
    await api.putCustomFields({
      path: { type },
      body: {
        fields: [
          { type: 'text', label: 'First' },
          { type: 'integer', label: 'Second' },
        ],
      },
    })
    const { page, context } = await stage.visit('/custom-fields/tasks')
    await button(page, 'Move First down').click()
    await page.getByRole('status').filter({ hasText: 'First is number 2 now.' }).waitFor()
    await button(page, 'Remove the field Second').click()
    await page.getByRole('dialog').getByText('The values stay hidden in the records.').waitFor()
    const current = await fieldsOf(type)
    expect(current.map(({ label }) => label.en)).toEqual(['Second', 'First'])
    await api.putCustomFields({ path: { type }, body: { fields: [...current, { type: 'date', label: 'Third' }] } })
    await button(page, 'Remove field').click()
    await page.getByText('Somebody else changed these fields meanwhile').waitFor()
    expect(await fieldsOf(type)).toHaveLength(3)
    await button(page, 'Show the fields as they are now').click()
    await button(page, 'Remove the field Third').click()
    await button(page, 'Remove field').click()
    await page.getByText('The field “Third” was removed.').waitFor()
    expect(await fieldsOf(type)).toHaveLength(2)
    await context.close()
  })

  async function fieldsOf(type: 'tasks') {
    const { recordTypes } = await api.listRecordTypes()
    return recordTypes.find(({ name }) => name === type)?.customFields.fields ?? []
  }
})

describe('saved configurations', () => {
  it('are uploaded, read in plain words, renamed, downloaded and deleted', async () => {
    const configuration = {
      recordType: 'customers',
      sheet: 'Kunden',
      headerRow: 1,
      mode: 'update',
      assignment: { by: 'email', column: 'Betreuer' },
      mapping: [
        { column: 'Nr.', field: 'externalId', update: 'key' },
        { column: 'Firma', field: 'name', empty: { token: '#WEG' }, replacements: [{ from: 'n/a', to: '' }] },
      ],
      notation: { decimal: ',', dateOrder: 'dmy' },
    }
    const { page, context } = await stage.visit('/configurations')
    const upload = async (name: string, text: string) => {
      const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) }
      await page.locator('input[type=file]').setInputFiles(file)
    }
    await upload('broken.json', '{"version":')
    await page.getByRole('alert').waitFor()
    await upload('monthly.json', JSON.stringify(configuration))
    const dialog = page.getByRole('dialog', { name: 'Save the configuration of “monthly.json”' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('ERP')
    await dialog.getByRole('button', { name: 'Save' }).click()

    await heading(page, 'ERP').waitFor()
    await page.getByText('by External ID').waitFor()
    await page.getByText('The column “Betreuer” holds the e-mail address of the user.').waitFor()
    await page.getByText('leave as it is; “#WEG” empties it').waitFor()
    await accessible(page)
    await button(page, 'Rename').click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('ERP every month')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await heading(page, 'ERP every month').waitFor()

    const downloading = page.waitForEvent('download')
    await button(page, 'Download').click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('ERP every month.json')
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({ mode: 'update', version: 1 })

    await page.getByRole('link', { name: 'All configurations' }).click()
    const row = page.getByRole('row', { name: /ERP every month/ })
    await row.getByText('not yet').waitFor()
    expect(await row.getByRole('link', { name: 'Import with' }).getAttribute('href')).toMatch(
      /^\/imports\/new\?configuration=/,
    )
    await row.getByRole('link', { name: 'ERP every month', exact: true }).click()
    await button(page, 'Delete').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('“ERP every month” was deleted.').waitFor()
    expect((await api.listConfigurations()).importConfigurations).toEqual([])
    await context.close()
  })
})

describe('settings', () => {
  it('are changed, taken back before they are saved, and guarded when one leaves', async () => {
    const { page, faults, context } = await stage.visit('/settings')
    await input(page, 'Rows of a file').fill('viele')
    await page.getByText('Enter a whole number from 1 to 1,000,000.').waitFor()
    await button(page, 'Undo changes').click()
    expect(await input(page, 'Rows of a file').inputValue()).toBe('100000')

    await input(page, 'Rows of a file').fill('50000')
    await page.getByRole('combobox', { name: 'Connected CRM' }).selectOption('salesforce')
    await page.getByText('As long as a CRM is connected, imports of files are refused').waitFor()
    await page.getByText('2 unsaved changes').waitFor()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await button(page, 'Stay here').click()
    await page.getByRole('combobox', { name: 'Connected CRM' }).selectOption('none')
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Lisb')
    await page.getByRole('option', { name: 'Europe/Lisbon' }).click()
    await input(page, 'Stop if more of a user’s records would be deleted').fill('12.5')
    await page.getByText('if more than 12 of them would be deleted').waitFor()
    await button(page, 'Save').click()
    await page.getByText('The settings were saved').waitFor()
    const company = await api.getCompany()
    expect(company).toMatchObject({ crmIntegration: 'none', timeZone: 'Europe/Lisbon', restorePointDays: 30 })
    expect(company.limits.maxRows).toBe(50_000)
    expect(company.guard.maxDeletedPercent).toBe(12.5)
    expect(company.limits.maxBytes).toBe(30 * 1024 * 1024)
    expect(faults).toEqual([])
    await context.close()
  })
})

describe('people who are no administrators', () => {
  it('a user comes to the own records, and sees nobody else', async () => {
    const { page, context } = await stage.visit('/users', { email: BJOERN })
    await heading(page, 'My records').waitFor()
    expect(await page.getByRole('link', { name: 'Account', exact: true }).count()).toBe(0)
    await page.goto(`${stage.product().url}/users/${idOf(GRETA)}/records/customers`)
    await page.getByText('There is no such user, or it is not yours to see.').waitFor()
    await page.goto(`${stage.product().url}/settings`)
    await page.getByText('Only administrators can change settings.').waitFor()
    expect(await input(page, 'Name of the company').getAttribute('readonly')).not.toBeNull()
    await page.goto(`${stage.product().url}/custom-fields`)
    await page.getByText('Only administrators can change custom fields.').waitFor()
    expect(await button(page, 'Add field').count()).toBe(0)
    await page.goto(`${stage.product().url}/configurations`)
    await page.getByText('Saved configurations belong to those who may import.').waitFor()
    await context.close()
  })

  it('a supervisor sees the users of a shared group, and changes no account', async () => {
    const { page, context } = await stage.visit('/users', { email: GRETA })
    await page.getByRole('link', { name: 'Records of Björn Lange' }).waitFor()
    expect(await page.getByText(CARLA).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Create user' }).count()).toBe(0)
    await page.goto(`${stage.product().url}/users/new`)
    await page.getByText('Only administrators can create and change accounts.').waitFor()
    await context.close()
  })
})
