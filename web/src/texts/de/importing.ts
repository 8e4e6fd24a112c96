import type { importing as english } from '../en/importing.ts'
import type { Translated } from '../translated.ts'

export const importing: Translated<typeof english> = {
  leave: 'Sie können diese Seite schließen; es geht weiter, und Sie finden es unter „Importe“ wieder.',
  progress: 'Fortschritt des Imports',
  rows: '{{done, number}} von {{all, number}} Zeilen ({{percent}})',
  users: '{{done, number}} von {{all, number}} Benutzern',
  left: {
    unknown: 'Wie lange es dauert, lässt sich noch nicht sagen.',
    soon: 'Gleich fertig.',
    about: 'Noch etwa {{time}}.',
  },
  all: {
    title: 'Alle Benutzer werden importiert',
    lead: 'Für jeden Benutzer wird die Vorschau erstellt und ohne Rückfrage geschrieben. Wer zu viel verlieren oder ändern würde, wird zurückgehalten; danach werden Sie am Ende gefragt.',
  },
  one: {
    title: '{{name}} wird importiert',
    lead: 'Geschrieben wird genau, was die Vorschau gezeigt hat. Dann kommt die Vorschau des nächsten Benutzers.',
  },
  held: {
    title_one: '{{count, number}} Benutzer wird zurückgehalten',
    title_other: '{{count, number}} Benutzer werden zurückgehalten',
    lead: 'Für sie ist noch nichts geschrieben. Sie werden gefragt, sobald die anderen fertig sind.',
  },
  table: {
    label: 'Benutzer dieses Imports',
    user: 'Benutzer',
    rows: 'Zeilen',
    state: 'Stand und Ergebnis',
    resultOf: 'Ergebnis von {{name}}',
    deleted_one: '{{count, number}} Datensatz gelöscht',
    deleted_other: '{{count, number}} Datensätze gelöscht',
    progressOf: 'Fortschritt von {{name}}',
  },
  state: {
    pending: 'wartet',
    previewed: 'Vorschau da, wartet',
    held: 'zurückgehalten, Sie werden gefragt',
    importing: 'wird geschrieben',
    imported: 'importiert',
    skipped: 'übersprungen',
    excluded: 'ausgelassen',
  },
  working: {
    since: 'Seit {{time}}.',
    secured: '{{done, number}} von {{all, number}} Benutzern sind gesichert.',
    inspecting: {
      title: 'Die Datei wird gelesen',
      lead: 'Tabellenblätter, Kopfzeile, Spalten und Schreibweisen werden gesucht.',
      next: 'Dann kommen die Einstellungen.',
    },
    splitting: {
      title: 'Die Zeilen werden ihren Benutzern zugeordnet',
      lead: 'Jede Zeile wird gelesen und dem Benutzer gegeben, den sie nennt. In kein Konto wird etwas geschrieben.',
      next: 'Dann wählen Sie die Benutzer.',
    },
    securing: {
      title: 'Ein Wiederherstellungspunkt wird erstellt',
      lead: 'Alle Datensätze aller Benutzer werden gesichert, bevor etwas geschrieben wird, damit alles zurückgenommen werden kann.',
      next: 'Dann kommt die Vorschau des ersten Benutzers.',
    },
    previewing: {
      title: 'Die nächste Vorschau wird erstellt',
      titleOf: 'Die Vorschau für {{name}} wird erstellt',
      lead: 'Zeile für Zeile wird mit den Datensätzen verglichen, was neu wäre, geändert oder abgelehnt. Geschrieben wird nichts.',
      next: 'Dann entscheiden Sie.',
    },
  },
}
