import type { importUser as english } from '../en/importUser.ts'
import type { Translated } from '../translated.ts'

export const importUser: Translated<typeof english> = {
  title: 'Ein Benutzer eines Imports',
  back: 'Zum Import',
  backTo: 'Zum Import von {{file}}',
  notInFile: 'Dieser Benutzer hat in diesem Import keine Zeilen.',
  notYet: 'Für diesen Benutzer gibt es noch keine Vorschau: Die Benutzer kommen einer nach dem anderen.',
  waits: 'Dieser Benutzer wartet auf eine Entscheidung.',
  decide: 'Jetzt entscheiden',
  previewOf: 'Vorschau für {{name}}',
  resultOf: 'Ergebnis von {{name}}',
  deleted_one: 'Neben den Zeilen: {{count, number}} Datensatz gelöscht, weil er nicht in der Datei steht.',
  deleted_other: 'Neben den Zeilen: {{count, number}} Datensätze gelöscht, weil sie nicht in der Datei stehen.',
  related_one: 'Neben den Zeilen: {{count, number}} Datensatz geändert.',
  related_other: 'Neben den Zeilen: {{count, number}} Datensätze geändert.',
  excludedHint: 'Dieser Benutzer wurde ausgelassen: Nichts wurde geändert.',
  skippedHint: 'Für diesen Benutzer wurde nichts geschrieben: Nichts wurde geändert.',
  state: {
    pending: 'wartet auf die Vorschau',
    previewed: 'Vorschau da, noch nichts geschrieben',
    importing: 'wird geschrieben',
    imported: 'importiert',
    skipped: 'nicht importiert',
    excluded: 'ausgelassen',
  },
}
