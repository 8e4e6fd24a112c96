import type { newImport as english } from '../en/newImport.ts'
import type { Translated } from '../translated.ts'

export const newImport: Translated<typeof english> = {
  title: 'Neuer Import',
  lead: 'Eine Datei mit den Zeilen vieler Benutzer kommt hinein. Geschrieben wird nichts, bevor Sie eine Vorschau gesehen und entschieden haben.',
  refused: {
    crm: '{{company}} wird mit {{system}} abgeglichen',
    crmAdvice:
      'Die Datensätze werden dort geführt, darum kann hier nichts importiert werden. Importieren Sie die Daten in {{system}}, oder bitten Sie einen Administrator, den Abgleich in den Einstellungen zu beenden.',
    permission: 'Ihr Konto darf nicht importieren',
    'permission-administrators': 'Bei {{company}} dürfen nur Administratoren importieren.',
    'permission-supervisors-and-administrators':
      'Bei {{company}} dürfen nur Supervisoren und Administratoren importieren.',
    'permission-nobody': 'Bei {{company}} darf derzeit niemand importieren.',
    'permission-everyone': 'Fragen Sie einen Administrator von {{company}}.',
    permissionAdvice:
      'Bitten Sie einen Administrator zu importieren oder die Berechtigung zum Importieren in den Einstellungen zu ändern.',
    settings: 'Zu den Einstellungen',
  },
  busy: {
    import: 'Ein Import läuft',
    restore: 'Eine Wiederherstellung oder Rücknahme läuft',
    'restore-point': 'Ein Wiederherstellungspunkt wird erstellt',
    explain: 'Es kann immer nur ein Vorgang laufen. {{name}} hat {{when}} damit begonnen, am {{exact}}.',
    'advice-hidden': 'Sie dürfen den Vorgang nicht sehen. Laden Sie die Datei noch einmal hoch, wenn er vorbei ist.',
    'advice-import':
      'Schließen Sie ihn zuerst ab, oder brechen Sie ihn ab. Sobald er vorbei ist, geht es hier von selbst weiter.',
    'advice-restore': 'Warten Sie, bis sie abgeschlossen ist. Sobald sie vorbei ist, geht es hier von selbst weiter.',
    'advice-restore-point':
      'Das dauert höchstens einige Minuten. Sobald er fertig ist, geht es hier von selbst weiter.',
    'open-import': 'Zu diesem Import',
    'open-restore': 'Zu dieser Wiederherstellung',
    'open-restore-point': 'Zu den Wiederherstellungspunkten',
  },
  type: {
    label: 'Was enthalten die Zeilen Ihrer Datei?',
    customers: 'Firmen oder Personen, die Ihre Benutzer besuchen.',
    appointments: 'Besuche zu einer bestimmten Zeit bei einem Kunden.',
    tasks: 'Was bei einem Kunden zu tun ist, mit oder ohne Tag.',
    reports: 'Was bei einem Besuch geschah, und wann.',
  },
  configuration: {
    label: 'Einstellungen eines früheren Imports',
    description:
      'Sieht Ihre Datei aus wie beim letzten Mal, nehmen Sie die Einstellungen, die Sie damals gespeichert haben. Ohne sie schlägt Muster welche vor.',
    none: 'Keine gespeicherten Einstellungen: Muster schlägt sie vor',
    saved: 'Gespeicherte Einstellungen',
    file: 'Einstellungen aus einer Datei …',
    fileHint: 'Eine JSON-Datei, die von einem Import heruntergeladen wurde',
    taken: 'Einstellungen aus der Datei {{file}}',
    leave: 'Weglassen',
    typeChanged: 'Diese Einstellungen sind für {{type}}, darum ist das jetzt gewählt.',
    noJson: '„{{file}}“ ist keine Datei mit Einstellungen',
    noJsonAdvice:
      'Wählen Sie die JSON-Datei, die von einem Import heruntergeladen wurde. Sie beginnt mit einer geschwungenen Klammer. Ihre Datei mit Daten wählen Sie weiter unten.',
    invalid: '„{{file}}“ ist eine Datei mit fehlerhaften Einstellungen',
    tooLarge: '„{{file}}“ ist zu groß für eine Datei mit Einstellungen. Haben Sie Ihre Datei mit Daten gewählt?',
    gone: 'Die gespeicherten Einstellungen, die dieser Link nennt, gibt es nicht mehr.',
    loading: 'Gespeicherte Einstellungen werden geladen …',
  },
  file: {
    label: 'Welche Datei?',
    drop: 'Datei hierher ziehen',
    or: 'Excel, OpenDocument oder Text (CSV), höchstens {{bytes}}',
    choose: 'Datei wählen …',
    another: 'Andere Datei wählen …',
    chosen: 'Gewählte Datei',
    isEmpty: '„{{file}}“ ist leer',
    emptyAdvice:
      'Sie hat 0 Byte. Speichern Sie sie in dem Programm, aus dem sie stammt, noch einmal und wählen Sie sie erneut.',
    tooLarge: '„{{file}}“ ist zu groß: {{size}}, erlaubt sind {{limit}}',
    tooLargeAdvice:
      'Teilen Sie sie auf mehrere Dateien auf, alle Zeilen eines Benutzers in derselben Datei, oder bitten Sie einen Administrator, die Grenze zu erhöhen.',
    folder: 'Das ist keine Datei. Wählen Sie eine Datei, keinen Ordner.',
    one: 'Bitte nur eine Datei. Wählen Sie die, in der alle Zeilen stehen.',
    nameTooLong: 'Der Name dieser Datei ist länger als 255 Zeichen. Kürzen Sie ihn und wählen Sie die Datei erneut.',
    oneSheet: 'Alle Zeilen müssen auf einem Tabellenblatt stehen.',
  },
  samples: {
    title: 'Keine Datei zur Hand? Probieren Sie ein Beispiel:',
    take: '{{file}} nehmen',
    download: '{{file}} herunterladen',
    'customers.xlsx': '400 Kunden von 8 Benutzern, ordentlich',
    'messy.xlsx': '120 Kunden, wie man sie eben führt, mit den üblichen Fehlern',
    'appointments.xlsx': '80 Termine',
    'tasks.ods': '60 Aufgaben',
    'reports.xlsx': '90 Berichte',
  },
  start: 'Datei hochladen',
  next: 'Die Datei wird hochgeladen und gelesen. Dann sehen Sie, was Muster darin gefunden hat, und prüfen die Einstellungen. Kein Konto wird dadurch verändert.',
  chooseFirst: 'Wählen Sie zuerst eine Datei.',
}
