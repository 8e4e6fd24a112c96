import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { AnswerOf, Client } from '../../lib/contracts/client.ts'
import { ANNA, SAMPLES } from './product.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const BJOERN = 'bjoern.lange@nordwind.example'
const CARLA = 'carla.rossi@nordwind.example'
const GRETA = 'greta.schmidt@nordwind.example'

let api: Client
let users: AnswerOf<'listUsers'>['users']

beforeAll(async () => {
  api = await stage.product().as(ANNA)
  users = (await api.listUsers()).users
})

function idOf(email: string): string {
  const user = users.find((one) => one.email === email)
  if (user === undefined) throw new Error(`There is no ${email}`)
  return user.id
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const input = (page: Page, name: string) => page.getByRole('textbox', { name })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

async function enterCustomer(email: string, fields: Record<string, string>) {
  const path = { userId: idOf(email), type: 'customers' } as const
  return api.createRecord({ path, body: { fields: { zip: '1010', city: 'Wien', ...fields } } })
}

const pageOf = (email: string, recordId: string) => `/users/${idOf(email)}/records/customers/${recordId}`

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

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

describe('records', () => {
  it('are entered with what each field needs, found again and shown', async () => {
    const at = `/users/${idOf(BJOERN)}/records`
    const { page, faults, context } = await stage.visit(`${at}/customers`)
    await page.getByRole('link', { name: 'New customer' }).click()
    await input(page, 'External ID').fill('not allowed!')
    await input(page, 'Call interval').fill('3')
    await button(page, 'Create').click()
    await page.getByText('Use only the characters named above.').waitFor()
    await page.getByText('Enter a number from 7 to 730, or 0.').waitFor()
    expect(await page.getByText('This must be filled in.').count()).toBe(3)
    await accessible(page)
    await input(page, 'External ID').fill('W-1')
    await input(page, 'Call interval').fill('14')
    await input(page, 'Name').fill('Wirtshaus Zöbl')
    await input(page, 'ZIP').fill('01067')
    await input(page, 'City').fill('Dresden')
    await page.getByLabel('Last call', { exact: true }).fill('2026-04-23')
    await page.getByRole('combobox', { name: 'Country' }).fill('Germ')
    await page.getByRole('option', { name: 'Germany' }).click()
    await button(page, 'Create').click()
    await heading(page, 'Wirtshaus Zöbl').waitFor()
    await page.getByText('23 Apr 2026').waitFor()
    await page.getByText('entered by hand, never by an import').waitFor()

    await page.getByRole('link', { name: 'Back to the list' }).click()
    await page.getByRole('searchbox', { name: 'Search Customers' }).fill('zobl')
    await page.getByRole('link', { name: 'Wirtshaus Zöbl' }).waitFor()
    await page.getByRole('tab', { name: 'Tasks' }).click()
    await page.getByRole('link', { name: 'New task' }).click()
    await page.getByRole('combobox', { name: 'Customer' }).fill('W-1')
    await page.getByRole('option', { name: /Wirtshaus Zöbl/ }).click()
    await input(page, 'Subject').fill('Karte bringen')
    await button(page, 'Create').click()
    await heading(page, 'Karte bringen').waitFor()
    await page.getByRole('link', { name: 'Wirtshaus Zöbl' }).waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('never change their external ID once it is set', async () => {
    const record = await enterCustomer(BJOERN, { name: 'Fest', externalId: 'F-1' })
    const { page, context } = await stage.visit(`${pageOf(BJOERN, record.id)}?edit`)
    expect(await input(page, 'External ID').getAttribute('readonly')).not.toBeNull()
    await context.close()
  })

  it('show both values if two people change a field at once, and keep what both want', async () => {
    const record = await enterCustomer(BJOERN, { name: 'Zwei', phone: '1', note: 'alt' })
    const path = { userId: idOf(BJOERN), type: 'customers', recordId: record.id } as const
    const { page, context } = await stage.visit(`${pageOf(BJOERN, record.id)}?edit`)
    await input(page, 'Phone').fill('2')
    await input(page, 'City').fill('Graz')
    const bjoern = await stage.product().as(BJOERN)
    await bjoern.updateRecord({ path, body: { fields: { phone: '3', note: 'neu' } } })
    await button(page, 'Save').click()

    const dialog = page.getByRole('dialog', { name: 'Somebody else changed this record meanwhile' })
    await dialog.getByText('changed by Björn Lange').waitFor()
    await dialog.getByText('Their other changes stay: Note.').waitFor()
    await accessible(page)
    const save = dialog.getByRole('button', { name: 'Save like this' })
    expect(await save.isDisabled()).toBe(true)
    expect((await api.getRecord({ path })).fields['phone']).toBe('3')
    await dialog.getByRole('radio', { name: 'Yours: 2' }).check()
    await save.click()
    await page.getByText('“Zwei” was saved.').waitFor()
    const { fields } = await api.getRecord({ path })
    expect(fields).toMatchObject({ phone: '2', note: 'neu', city: 'Graz' })
    await context.close()
  })

  it('ask before something unsaved is left', async () => {
    const record = await enterCustomer(BJOERN, { name: 'Offen' })
    const { page, context } = await stage.visit(`${pageOf(BJOERN, record.id)}?edit`)
    await input(page, 'Region').fill('Tirol')
    await page.getByRole('link', { name: 'Audit trail' }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await button(page, 'Stay here').click()
    expect(await input(page, 'Region').inputValue()).toBe('Tirol')
    await context.close()
  })

  it('go into the recycle bin and come back, as far as nobody took them out before', async () => {
    const kept = await enterCustomer(BJOERN, { name: 'Kommt wieder' })
    const other = await enterCustomer(BJOERN, { name: 'War schneller' })
    const path = (recordId: string) => ({ userId: idOf(BJOERN), type: 'customers', recordId }) as const
    const { page, context } = await stage.visit(pageOf(BJOERN, kept.id))
    await button(page, 'Delete').click()
    await page.getByRole('dialog').getByText('waits in the recycle bin for 14 days').waitFor()
    await button(page, 'Put into the recycle bin').click()
    await page.getByText('“Kommt wieder” is in the recycle bin for 14 days.').waitFor()
    await api.deleteRecord({ path: path(other.id) })

    await page.getByRole('link', { name: 'Recycle bin' }).click()
    await page.getByRole('combobox', { name: 'Deleted' }).selectOption('hand')
    await page.getByRole('checkbox', { name: 'Select “Kommt wieder”' }).check()
    await page.getByRole('checkbox', { name: 'Select “War schneller”' }).check()
    await accessible(page)
    await api.restoreRecord({ path: path(other.id) })
    await button(page, 'Take out 2 records').click()
    const report = page.getByRole('status').filter({ hasText: '1 record was taken out' })
    await report.getByText('1 record was not there any more').waitFor()
    expect((await api.getRecord({ path: path(kept.id) })).fields['name']).toBe('Kommt wieder')
    await context.close()
  })

  it('of thousands are drawn only where they are in sight, and all can be reached with the keyboard', async () => {
    const path = { userId: idOf(GRETA), type: 'tasks' } as const
    for (let first = 0; first < 450; first += 15) {
      const batch = Array.from({ length: 15 }, (_, place) => `Aufgabe ${String(first + place).padStart(3, '0')}`)
      await Promise.all(batch.map((subject) => api.createRecord({ path, body: { fields: { subject } } })))
    }
    const { page, context } = await stage.visit(`/users/${idOf(GRETA)}/records/tasks`)
    const region = page.getByRole('region', { name: 'Tasks of Greta Schmidt' })
    await region.getByRole('link').first().waitFor()
    expect(await region.getByRole('row').count()).toBeLessThan(80)
    await region.focus()
    const all = page.getByText('450 records', { exact: true })
    // Each end is a new one until the last page is there.
    for (let pages = 0; pages < 50 && !(await all.isVisible()); pages += 1) {
      await page.keyboard.press('End')
      await page.waitForTimeout(100)
    }
    await all.waitFor()
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

it('speaks German, numbers included', async () => {
  const record = await enterCustomer(BJOERN, { name: 'Deutsch', latitude: '48.25' })
  const { page, context } = await stage.visit(`${pageOf(BJOERN, record.id)}?edit`, { locale: 'de-AT' })
  const latitude = input(page, 'Breitengrad')
  expect(await latitude.inputValue()).toBe('48,25')
  await latitude.fill('48.5')
  await button(page, 'Speichern').click()
  await page.getByText('Geben Sie eine Zahl ein.').waitFor()
  await latitude.fill('48,5')
  await button(page, 'Speichern').click()
  await page.getByText('„Deutsch“ wurde gespeichert.').waitFor()
  const path = { userId: idOf(BJOERN), type: 'customers', recordId: record.id } as const
  expect((await api.getRecord({ path })).fields['latitude']).toBe(48.5)
  for (const [address, title] of [
    ['/users', 'Benutzer und Datensätze'],
    ['/custom-fields', 'Eigene Felder'],
    ['/settings', 'Einstellungen'],
    ['/configurations', 'Gespeicherte Konfigurationen'],
    ['/accessibility', 'Barrierefreiheit'],
  ] as const) {
    await page.goto(`${stage.product().url}${address}`)
    await heading(page, title).waitFor()
  }
  await context.close()
})

it('with the keyboard alone an account is created and a record deleted', async () => {
  const { page, context } = await stage.visit('/users/new')
  const tabTo = async (name: string) => {
    for (let steps = 0; steps < 80; steps += 1) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const element = document.activeElement
        const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
        return (label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '').replace(/\s*\*$/, '').trim()
      })
      if (focused === name) return
    }
    throw new Error(`The focus never came to ${name}`)
  }
  await tabTo('E-mail')
  await page.keyboard.type('kim.keys@nordwind.example')
  await tabTo('Last name')
  await page.keyboard.type('Keys')
  await page.keyboard.press('Enter')
  await heading(page, 'Users and records').waitFor()
  expect((await api.listUsers()).users.some(({ lastName }) => lastName === 'Keys')).toBe(true)

  const record = await enterCustomer(BJOERN, { name: 'Nur Tasten' })
  await page.goto(`${stage.product().url}${pageOf(BJOERN, record.id)}`)
  await heading(page, 'Nur Tasten').waitFor()
  await tabTo('Delete')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await tabTo('Put into the recycle bin')
  await page.keyboard.press('Enter')
  await page.getByText('“Nur Tasten” is in the recycle bin for 14 days.').waitFor()
  await context.close()
})
