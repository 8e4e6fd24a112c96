import type { restorePoints as english } from '../en/restore-points.ts'
import type { Translated } from '../translated.ts'

export const restorePoints: Translated<typeof english> = {
  title: 'Wiederherstellungspunkte',
  lead: 'Ein Wiederherstellungspunkt enthält alle Datensätze aller Benutzer, wie sie in einem Augenblick waren. Muster erstellt einen vor jedem Import, jeder Wiederherstellung und jeder Rücknahme, und einmal am Tag.',
  kept_one: 'Neue Wiederherstellungspunkte werden {{count, number}} Tag lang aufbewahrt.',
  kept_other: 'Neue Wiederherstellungspunkte werden {{count, number}} Tage lang aufbewahrt.',
  keptSetting: 'In den Einstellungen ändern',
  onlyOwn:
    'Sie sehen die Wiederherstellungspunkte Ihrer eigenen Importe. Nur Administratoren können Wiederherstellungspunkte erstellen, anheften, löschen und verwenden.',
  make: 'Wiederherstellungspunkt erstellen',
  makeLead:
    'Er enthält alle Datensätze aller Benutzer, wie sie jetzt sind. Währenddessen kann weitergearbeitet werden.',
  name: 'Name',
  nameHint: 'Damit Sie ihn wiederfinden, z. B. „Vor der neuen Preisliste“.',
  making: 'Der Wiederherstellungspunkt wird erstellt.',
  filter: 'Erstellt',
  reason: {
    'by-hand': 'Von Hand',
    'before-import': 'Vor einem Import',
    'before-restore': 'Vor einer Wiederherstellung',
    'before-undo': 'Vor einer Rücknahme',
    daily: 'Täglich',
  },
  status: {
    securing: 'wird erstellt',
    complete: 'vollständig',
    failed: 'konnte nicht erstellt werden',
    deleting: 'wird gelöscht',
  },
  over: 'Aufbewahrungszeit ist vorbei',
  list: 'Wiederherstellungspunkte, neueste zuerst',
  none: 'Es gibt noch keine Wiederherstellungspunkte.',
  noneHintOwn: 'Vor jedem Ihrer Importe wird einer erstellt.',
  noneHint: 'Der erste wird vor dem ersten Import erstellt, oder sobald Sie selbst einen erstellen.',
  noneOf: 'Es gibt keine Wiederherstellungspunkte dieser Art.',
  toImport: 'Zum Import',
  toRestore: 'Zur Wiederherstellung',
  toUndo: 'Zur Rücknahme',
  keptUntil: 'Aufbewahrt bis {{date}}',
  pinned: 'Angeheftet: wird aufbewahrt, bis er gelöscht wird',
  restore: 'Wiederherstellen …',
  restoreOf: 'Auf {{point}} wiederherstellen …',
  more: 'Mehr zu {{point}}',
  rename: 'Umbenennen …',
  pin: 'Anheften: aufbewahren, bis er gelöscht wird',
  unpin: 'Lösen',
  remove: 'Löschen …',
  renameTitle: 'Wiederherstellungspunkt umbenennen',
  removeTitle: 'Diesen Wiederherstellungspunkt löschen?',
  removeFor: {
    'by-hand': 'Auf den Stand, den {{name}} aufbewahrt hat, kann nichts mehr zurückgesetzt werden.',
    'before-import':
      'Der Import kann nicht mehr durch eine Wiederherstellung auf den Stand vor ihm zurückgesetzt werden.',
    'before-restore':
      'Die Wiederherstellung kann nicht mehr durch eine Wiederherstellung auf den Stand vor ihr zurückgesetzt werden.',
    'before-undo':
      'Die Rücknahme kann nicht mehr durch eine Wiederherstellung auf den Stand vor ihr zurückgesetzt werden.',
    daily: 'Auf den Stand dieses Tages kann nichts mehr zurückgesetzt werden.',
  },
  removeLast: 'Das lässt sich nicht rückgängig machen. Die Datensätze in den Konten bleiben, wie sie sind.',
  removePinnedTitle: 'Dieser Wiederherstellungspunkt ist angeheftet',
  removePinned:
    'Jemand hat ihn angeheftet, damit ihn niemand versehentlich löscht. Wenn Sie sicher sind, lösen Sie ihn zuerst; danach kann er gelöscht werden.',
  removed: 'Der Wiederherstellungspunkt ist gelöscht.',
}
