import type { Page } from 'playwright-core'
import { chooseAccount } from './browser.ts'
import { ANNA, CARLA } from './product.ts'
import { setStage } from './stage.ts'

const stage = setStage()

/** What a browser knows after an hour with the machine asleep: a token that ended, and nothing that renews it. */
const endSignIn = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith('oidc.user'))) {
      const user = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, unknown>
      const { refresh_token: _gone, ...rest } = user
      sessionStorage.setItem(key, JSON.stringify({ ...rest, expires_at: Math.floor(Date.now() / 1000) - 10 }))
    }
  })

test('signing in leads to the address one asked for, in the language of the browser', async () => {
  const { page, faults, context } = await stage.visit('/nowhere?a=1', { locale: 'de-AT' })
  expect(new URL(page.url()).pathname).toBe('/nowhere')
  expect(new URL(page.url()).search).toBe('?a=1')
  await page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  expect(faults).toEqual([])
  await context.close()
})

test('an address that looks like another host stays here', async () => {
  const { page, context } = await stage.visit('//elsewhere.example/a')
  expect(new URL(page.url()).origin).toBe(stage.product().url)
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor()
  await context.close()
})

test('the language is changed at once, and kept', async () => {
  const { page, context } = await stage.visit('/')
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  await page.getByRole('link', { name: 'Einstellungen' }).waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Einstellungen' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  await context.close()
})

test('a sign-in that ended is mended in a window of its own; what was asked meanwhile goes on', async () => {
  const { page, context } = await stage.visit('/')
  await endSignIn(page)
  const dialog = page.getByRole('dialog', { name: 'Your sign-in has ended' })
  await dialog.waitFor()
  const opened = context.waitForEvent('page')
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  const popup = await opened
  await chooseAccount(popup, ANNA)
  await dialog.waitFor({ state: 'hidden' })
  const asked = page.waitForResponse((response) => response.url().includes('/v1/imports') && response.ok())
  await asked
  await context.close()
})

test('a sign-in that ended before the page was opened is mended there', async () => {
  const { page, context } = await stage.visit('/settings')
  await endSignIn(page)
  await page.reload()
  const dialog = page.getByRole('dialog', { name: 'Your sign-in has ended' })
  await dialog.waitFor()
  const opened = context.waitForEvent('page')
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  await chooseAccount(await opened, ANNA)
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await dialog.waitFor({ state: 'hidden' })
  await context.close()
})

test('what fails before anything is shown is said, and can be tried again', async () => {
  const { page, context } = await stage.visit('/settings')
  const body = { type: 'urn:muster:problem:not-allowed', title: 'Not allowed', status: 403, code: 'not-allowed' }
  await page.route(/\/v1\/me$/, (route) => route.fulfill({ status: 403, json: { ...body, detail: 'Not this one.' } }))
  await page.reload()
  await page.getByText('Not this one.').waitFor()
  await page.unroute(/\/v1\/me$/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await context.close()
})

test('somebody else who signs in again begins anew: nothing of the one before is shown, sent or kept', async () => {
  const { page, context } = await stage.visit('/settings')
  await page.getByRole('button', { name: /Account of Anna/ }).waitFor()
  await page.evaluate(() => sessionStorage.setItem('muster.settings.1.1', 'a draft'))
  await endSignIn(page)
  // Asks for something, which waits for the sign-in.
  await page.getByRole('link', { name: 'Imports', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Your sign-in has ended' })
  await dialog.waitFor()
  const opened = context.waitForEvent('page')
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  await chooseAccount(await opened, CARLA)
  await page.getByRole('button', { name: /Account of Carla/ }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
  expect(await page.evaluate(() => sessionStorage.getItem('muster.settings.1.1'))).toBeNull()
  await context.close()
})

test('a window that a page elsewhere opened is signed in like any other', async () => {
  const { page, context } = await stage.visit('/')
  const opened = context.waitForEvent('page')
  await page.evaluate(() => {
    sessionStorage.clear()
    window.open('/users')
  })
  const other = await opened
  await chooseAccount(other, ANNA)
  await other.getByRole('heading', { level: 1, name: 'Users and records' }).waitFor()
  await context.close()
})

test('who cannot be signed out is told so, and stays signed in', async () => {
  const { page, context } = await stage.visit('/')
  // From then on nothing is known of the sign-in page.
  await page.reload()
  await page.getByRole('button', { name: /Account of/ }).click()
  await context.setOffline(true)
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByText('You are still signed in', { exact: false }).waitFor()
  await context.setOffline(false)
  await page.getByText('No connection to the server.').waitFor({ state: 'hidden' })
  expect(await page.getByRole('dialog').count()).toBe(0)
  await context.close()
})

test('a lost connection is said, and mended by itself', async () => {
  const { page, context } = await stage.visit('/')
  await context.setOffline(true)
  await page.getByText('No connection to the server.').waitFor()
  await context.setOffline(false)
  await page.getByText('No connection to the server.').waitFor({ state: 'hidden' })
  await context.close()
})

test('a page that is opened while the connection is lost comes as soon as it is back', async () => {
  const { page, context } = await stage.visit('/')
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('No connection to the server.').waitFor()
  await context.setOffline(false)
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await context.close()
})

test('a page that is loaded while nothing answers says so, and comes as soon as something does', async () => {
  const { page, context } = await stage.visit('/settings')
  await page.route(/\/v1\//, (route) => route.abort('connectionrefused'))
  await page.reload()
  await page.getByText('No connection to the server.').waitFor()
  await page.unroute(/\/v1\//)
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await context.close()
})

test('what was asked while the server was away and then starting comes by itself', async () => {
  const { page, context } = await stage.visit('/')
  const answers = ['away', 'away', 'away', 'starting']
  await page.route(/\/v1\/company$/, async (route) => {
    const next = answers.shift()
    if (next === 'away') return route.abort('connectionrefused')
    return next === 'starting' ? route.fulfill({ status: 503 }) : route.continue()
  })
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await page.getByRole('textbox', { name: /name/i }).first().waitFor()
  expect(answers).toEqual([])
  await context.close()
})

test('signing out revokes what a new token could be had with, and ends in the choice of accounts', async () => {
  const { page, context } = await stage.visit('/')
  const revoked = page.waitForResponse(/\/oauth2\/revoke$/)
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  expect((await revoked).status()).toBe(200)
  await page.getByRole('button', { name: ANNA }).waitFor()
  await context.close()
})
