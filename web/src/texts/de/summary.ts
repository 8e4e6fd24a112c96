import type { summary as english } from '../en/summary.ts'
import type { Translated } from '../translated.ts'

export const summary: Translated<typeof english> = {
  completed: {
    title: 'Der Import ist abgeschlossen',
    lead: 'Unten steht, was aus jeder Zeile der Datei wurde. Beendet: {{at}}.',
  },
  cancelled: {
    title: 'Der Import wurde abgebrochen',
    at: 'Beendet: {{at}}.',
    imported_zero: 'Kein Benutzer wurde importiert: Nichts wurde geändert.',
    imported_one: '{{count, number}} Benutzer wurde importiert und bleibt es.',
    imported_other: '{{count, number}} Benutzer wurden importiert und bleiben es.',
    notImported_one: '{{count, number}} Benutzer wurde nicht importiert: Für ihn wurde nichts geändert.',
    notImported_other: '{{count, number}} Benutzer wurden nicht importiert: Für sie wurde nichts geändert.',
  },
  aborted: { lead: 'Es wurde nichts geschrieben.' },
  failed: {
    lead_zero: 'Noch ist kein Benutzer importiert. Der Import kann dort weitergehen, wo er stehen blieb.',
    lead_one:
      '{{count, number}} Benutzer ist importiert und bleibt es. Der Import kann dort weitergehen, wo er stehen blieb.',
    lead_other:
      '{{count, number}} Benutzer sind importiert und bleiben es. Der Import kann dort weitergehen, wo er stehen blieb.',
    resume: 'Dort weitermachen',
  },
  undone: {
    title: 'Dieser Import wurde zurückgenommen',
    for_one: 'Für {{count, number}} Benutzer.',
    for_other: 'Für {{count, number}} Benutzer.',
    show: 'Die Rücknahme ansehen',
  },
  overall: {
    title_one: 'Was aus der einen Zeile wurde',
    title_other: 'Was aus den {{count, number}} Zeilen wurde',
    label: 'Alle Zeilen von {{file}}',
    sum: '{{parts}} = {{rows, number}} Zeilen der Datei: Keine fehlt.',
    deleted_one: 'Neben den Zeilen wurde {{count, number}} Datensatz gelöscht; er bleibt 14 Tage im Papierkorb.',
    deleted_other: 'Neben den Zeilen wurden {{count, number}} Datensätze gelöscht; sie bleiben 14 Tage im Papierkorb.',
    related_one:
      'Neben den Zeilen wurde {{count, number}} Datensatz geändert: was mit einem Kunden mitkam, oder ein letzter Besuch.',
    related_other:
      'Neben den Zeilen wurden {{count, number}} Datensätze geändert: was mit Kunden mitkam, oder letzte Besuche.',
    movedAway_one: '{{count, number}} Kunde ging von einem Benutzer zu einem anderen.',
    movedAway_other: '{{count, number}} Kunden gingen von einem Benutzer zu einem anderen.',
  },
  users: {
    title_one: 'Nach Benutzern ({{count, number}})',
    title_other: 'Nach Benutzern ({{count, number}})',
    user: 'Benutzer',
    rows: 'Zeilen',
    deleted: 'gelöscht',
    related: 'neben den Zeilen',
    movedAway: 'abgegeben',
    nobody: 'Kein Benutzer',
    sum: 'Summe',
    resultOf: 'Ergebnis von {{name}}',
    adds: 'Die Ergebnisse jedes Benutzers ergeben zusammen seine Zeilen, und alle zusammen die {{rows}} Zeilen der Datei. Was keine eigene Zeile hat (gelöscht, mitgebracht, abgegeben), ist getrennt gezählt.',
  },
  next: {
    new: 'Neuen Import beginnen',
    title: 'Was Sie jetzt tun können',
    again: 'Für die nächste Datei dieser Art: Die Einstellungen dieses Imports können wieder verwendet werden.',
    configuration: 'Konfiguration herunterladen',
    sameConfiguration: 'Neuer Import mit dieser Konfiguration',
  },
  rejected: {
    none: 'Keine Zeile wurde abgelehnt.',
    rows_one: '{{count, number}} Zeile wurde nicht geschrieben.',
    rows_other: '{{count, number}} Zeilen wurden nicht geschrieben.',
    unassigned_one: '{{count, number}} Zeile gehört zu keinem Benutzer.',
    unassigned_other: '{{count, number}} Zeilen gehören zu keinem Benutzer.',
    advice:
      'Laden Sie sie mit den Gründen davor herunter, berichtigen Sie sie, und laden Sie diese Datei mit derselben Konfiguration hoch: Nur diese Zeilen werden angefasst.',
    xlsx: 'Abgelehnte Zeilen (Excel)',
    csv: 'Abgelehnte Zeilen (CSV)',
    upload: 'Berichtigte Datei hochladen',
  },
  back: {
    lead: 'Ist etwas nicht, wie es sein soll, gibt es zwei Wege zurück.',
    undo: 'Diesen Import zurücknehmen',
    restore: 'Alles von vorher wiederherstellen',
    difference:
      'Die Rücknahme nimmt nur zurück, was dieser Import geändert hat, und lässt, was seither eingegeben wurde. Die Wiederherstellung setzt alle Datensätze auf den Augenblick vor dem Import. Beide zeigen zuerst, was sie tun würden.',
  },
  times: {
    title: 'Wann und wie lange',
    begun: 'Begonnen von {{name}}, {{at}}.',
    point: 'Der Wiederherstellungspunkt von vorher',
    'awaiting-upload': 'Warten auf die Datei',
    inspecting: 'Lesen der Datei',
    'awaiting-settings': 'Warten auf die Einstellungen',
    splitting: 'Zuordnen der Zeilen',
    'awaiting-selection': 'Warten auf die Auswahl der Benutzer',
    securing: 'Erstellen des Wiederherstellungspunkts',
    previewing: 'Erstellen der Vorschauen',
    'awaiting-decision': 'Warten auf Entscheidungen',
    importing: 'Schreiben',
    completed: 'Abgeschlossen',
    cancelled: 'Abgebrochen',
    aborted: 'Abgewiesen',
    failed: 'Fehlgeschlagen',
  },
}
