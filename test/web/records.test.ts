import type { Client } from '../../lib/contracts/client.ts'
import { accessible, heading, input, setCompany } from './company.ts'
import { ANNA, BJOERN, GRETA } from './product.ts'
import { setStage } from './stage.ts'
import { button } from './wizard.ts'

const stage = setStage()
const { idOf, enterCustomer, pageOf } = setCompany(stage)

let api: Client
beforeAll(async () => {
  api = await stage.product().as(ANNA)
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
    // That nobody could look is not that there is nobody.
    const lookups = /\/records\/customers\?.*search=/
    await page.route(lookups, (route) => route.fulfill({ status: 400, body: '{}' }))
    await page.getByRole('combobox', { name: 'Customer' }).fill('W-')
    await page.getByText('This could not be loaded.').waitFor()
    await page.unroute(lookups)
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
    await button(page, 'Take out 1 record').waitFor()
    // What another filter hides is not taken out.
    await page.getByRole('combobox', { name: 'Type' }).selectOption('Tasks')
    await button(page, 'Take out 1 record').waitFor({ state: 'hidden' })
    await page.getByRole('combobox', { name: 'Type' }).selectOption('Customers')
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
