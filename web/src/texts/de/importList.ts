import type { importList as english } from '../en/importList.ts'
import type { Translated } from '../translated.ts'

export const importList: Translated<typeof english> = {
  title: 'Importe',
  lead: 'Alle Importe des Unternehmens, die Sie sehen dürfen, die neuesten zuerst.',
  none: 'Es wurde noch nichts importiert. Beginnen Sie mit „Neuer Import“: Zum Ausprobieren liegt dort eine Beispieldatei.',
  noneSeen: 'Es gibt keinen Import, den Sie sehen dürfen.',
  file: 'Datei',
  started: 'Begonnen',
  rows: 'Zeilen',
  status: 'Status',
  done: '{{done, number}} von {{all, number}} Benutzern fertig',
  until: 'endet {{when}}, wenn niemand antwortet',
  since: 'begann {{when}}',
  refused_one: '{{count, number}} Zeile nicht geschrieben',
  refused_other: '{{count, number}} Zeilen nicht geschrieben',
}
