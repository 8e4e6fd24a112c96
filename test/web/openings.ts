import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { SAMPLES } from './product.ts'

/** What opens on a page: a dialog, a menu, details. */
export interface Opening {
  readonly name: string
  readonly open: (page: Page) => Promise<void>
  /** Only where there is little room. @default false */
  readonly onPhone?: boolean
}

const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

/** Opens the menu, then what its entry leads to. */
const choose = (menu: RegExp, entry: RegExp) => async (page: Page) => {
  await press(menu)(page)
  await page.getByRole('menuitem', { name: entry }).click()
}

const SETTINGS_MENU = /^(?:Save or load settings|Einstellungen speichern oder laden)$/
const POINT_MENU = /^(?:More for|Mehr zu) /

/** By the name of the place on which they open, in the order in which they do. Nothing is changed by any of them. */
export const OPENINGS: Readonly<Record<string, readonly Opening[]>> = {
  'home-first-run': [
    { name: 'menu of languages', open: press(/^(?:Language|Sprache)$/) },
    { name: 'menu of colours', open: press(/^(?:Colours|Farben)$/) },
    { name: 'menu of the account', open: press(/^(?:Account of|Konto von) /) },
    { name: 'menu of the pages', open: press(/^(?:Menu|Menü)$/), onPhone: true },
  ],
  'settings-columns': [
    { name: 'menu of settings', open: press(SETTINGS_MENU) },
    { name: 'settings to save', open: choose(SETTINGS_MENU, /^(?:Save these settings|Diese Einstellungen speichern)/) },
    { name: 'saved settings', open: choose(SETTINGS_MENU, /^(?:Take saved settings|Gespeicherte Einstellungen)/) },
  ],
  selection: [{ name: 'import to cancel', open: press(/^(?:Cancel import|Import abbrechen)$/) }],
  decision: [
    { name: 'all to import', open: press(/^(?:Import all users|Alle importieren)/) },
    { name: 'details of a row', open: press(/^(?:\d+ more|\d+ weitere)/) },
  ],
  records: [{ name: 'columns to choose', open: press(/^(?:Columns|Spalten)$/) }],
  record: [{ name: 'record to delete', open: press(/^(?:Delete|Löschen)$/) }],
  'restore-points': [
    { name: 'restore point to make', open: press(/^(?:Make a restore point|Wiederherstellungspunkt erstellen)$/) },
    { name: 'menu of a restore point', open: press(POINT_MENU) },
    { name: 'restore point to rename', open: choose(POINT_MENU, /^(?:Rename|Umbenennen)/) },
    { name: 'restore point to delete', open: choose(POINT_MENU, /^(?:Delete|Löschen)/) },
  ],
  'users-import': [
    {
      name: 'accounts of a file',
      open: async (page) => {
        await page.locator('input[type=file]').setInputFiles(join(SAMPLES, 'users.csv'))
        await page.getByRole('table').waitFor()
      },
    },
  ],
  'users-edit': [{ name: 'account to delete', open: press(/^(?:Delete account|Konto löschen)$/) }],
  'custom-fields': [
    { name: 'field to add', open: press(/^(?:Add field|Feld hinzufügen)$/) },
    { name: 'field to remove', open: press(/^(?:Remove the field|Feld .* entfernen)/) },
  ],
  configuration: [
    { name: 'configuration to rename', open: press(/^(?:Rename|Umbenennen)/) },
    { name: 'configuration to delete', open: press(/^(?:Delete|Löschen)$/) },
  ],
}
