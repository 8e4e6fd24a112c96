import type { upload as english } from '../en/upload.ts'
import type { Translated } from '../translated.ts'

export const upload: Translated<typeof english> = {
  title: 'Die Datei wird hochgeladen',
  progress: '{{sent}} von {{total}}',
  progressLabel: 'Hochladen von {{file}}',
  pace: '{{speed}} pro Sekunde, noch {{left}}',
  leave: 'Sie können inzwischen andere Seiten ansehen. Schließen Sie dieses Fenster nicht: Das Hochladen würde enden.',
  cancel: 'Anhalten und Import abbrechen',
  done: 'Die Datei ist angekommen',
  doneExplain: 'Sie wird jetzt gelesen. Hier geht es von selbst weiter.',
  lost: 'Die Verbindung ist abgerissen',
  lostExplain: 'Nichts ist verloren: Die Datei ist noch gewählt. Senden Sie sie erneut, sobald Sie verbunden sind.',
  again: 'Datei erneut senden',
  expired: 'Die Erlaubnis zum Hochladen ist abgelaufen',
  expiredExplain: 'Sie gilt eine Stunde. Brechen Sie diesen Import ab und beginnen Sie ihn neu mit derselben Datei.',
  refused: 'Der Speicher nimmt die Datei nicht an',
  refusedTooLarge: 'Die Datei ist größer, als ein Import sein darf.',
  refusedExplain:
    'Brechen Sie diesen Import ab und beginnen Sie ihn neu. Geschieht es wieder, nennen Sie Ihrem Administrator diese Antwort:',
  waiting: 'Dieser Import wartet auf seine Datei',
  waitingExplain:
    'In diesem Fenster wird die Datei nicht hochgeladen. War das vor dem Neuladen der Seite so, hat es damit geendet, denn der Browser vergisst eine gewählte Datei.',
  waitingElsewhere:
    'Wird sie in einem anderen Fenster oder auf einem anderen Computer hochgeladen, geht es hier von selbst weiter.',
  restart: 'Abbrechen und neu beginnen',
  restartHint: 'Art und Einstellungen bleiben gewählt; nur die Datei müssen Sie noch einmal wählen.',
  justCancel: 'Import abbrechen',
  begun: 'Begonnen von {{name}}, {{when}}',
}
