import type { imports as english } from '../en/imports.ts'
import type { Translated } from '../translated.ts'

export const imports: Translated<typeof english> = {
  title: 'Import',
  titleOf: 'Import von {{file}}',
  leadOf: '{{type}} in die Konten ihrer Benutzer',
  steps: {
    label: 'Schritte des Imports',
    at: 'Schritt {{step}} von {{all}}: {{name}}',
    upload: 'Datei',
    settings: 'Einstellungen',
    selection: 'Benutzer',
    decisions: 'Entscheidungen',
    summary: 'Zusammenfassung',
  },
}
