import type { decision as english } from '../en/decision.ts'
import type { Translated } from '../translated.ts'

export const decision: Translated<typeof english> = {
  turn: 'Benutzer {{place, number}} von {{of, number}}',
  previewOf: 'Vorschau für {{name}}',
  ofRows_one: 'Das wird aus der einen Zeile der Datei. Geschrieben ist davon noch nichts.',
  ofRows_other: 'Das wird aus den {{count, number}} Zeilen der Datei. Geschrieben ist davon noch nichts.',
  related_one:
    'Neben den Zeilen ändert sich {{count, number}} Datensatz: was mit einem Kunden mitkommt, oder ein letzter Besuch, den ein Bericht anhebt.',
  related_other:
    'Neben den Zeilen ändern sich {{count, number}} Datensätze: was mit Kunden mitkommt, oder letzte Besuche, die Berichte anheben.',
  deletes_one: 'Wenn Sie importieren, wird {{count, number}} Datensatz gelöscht, weil er nicht in der Datei steht.',
  deletes_other:
    'Wenn Sie importieren, werden {{count, number}} Datensätze gelöscht, weil sie nicht in der Datei stehen.',
  deletesHint:
    'Gelöschte Datensätze bleiben 14 Tage im Papierkorb. Wählen Sie unten „gelöscht“, um zu sehen, welche es sind.',
  rejectedHint:
    'Abgelehnte Zeilen ({{rows}}) werden nicht geschrieben. Am Ende können Sie sie mit den Gründen herunterladen, berichtigen und wieder hochladen.',
  guard: {
    title: 'Ein Import aller Benutzer hält hier an und fragt Sie',
    advice:
      'Sehen Sie sich die Zeilen unten an. Ist es so gemeint, importieren Sie; wenn nicht, überspringen Sie diesen Benutzer oder gehen Sie zurück zu den Einstellungen.',
  },
  rows: {
    label: 'Zeilen',
    row: 'Zeile',
    outcome: 'Ergebnis',
    record: 'Datensatz',
    filter: 'Nur anzeigen',
    searchHint: 'Name, Wert, Zeile …',
    nothing: 'So eine Zeile gibt es nicht.',
    untitled: '(ohne Namen)',
    shown: '{{shown, number}} von {{all, number}} sind hier; beim Blättern kommen weitere.',
    all_one: '{{count, number}} angezeigt: Das ist alles.',
    all_other: '{{count, number}} angezeigt: Das ist alles.',
    before: 'Vorher:',
    after: 'nachher:',
    empty: 'leer',
    more_one: '{{count, number}} weiteres Feld',
    more_other: '{{count, number}} weitere Felder',
    fewer: 'Weniger Felder',
    column: 'Spalte „{{column}}“',
    value: '„{{value}}“',
    with: '(Zeilen {{rows}})',
    from: {
      move: 'Kommt von {{email}} herüber und ist dort dann weg.',
      copy: 'Wird von {{email}} kopiert und bleibt dort.',
    },
  },
  writes: {
    created: 'neu',
    updated: 'geändert',
    restored: 'wiederhergestellt',
    transferred: 'übertragen',
    related: 'neben den Zeilen',
  },
  actions: {
    label: 'Entscheidung',
    back: 'Zurück',
    backDoes_zero: 'Einstellungen können geändert werden. Noch ist nichts importiert.',
    backDoes_one: 'Einstellungen können geändert werden. {{count, number}} importierter Benutzer bleibt importiert.',
    backDoes_other: 'Einstellungen können geändert werden. {{count, number}} importierte Benutzer bleiben importiert.',
    import: 'Importieren',
    importDoes: '{{parts}} für {{name}}.',
    importNothing: 'Für {{name}} wird nichts geschrieben; weiter.',
    importDeletes_one: '{{count, number}} Datensatz gelöscht!',
    importDeletes_other: '{{count, number}} Datensätze gelöscht!',
    skip: 'Überspringen',
    skipDoes_one: '{{count, number}} Zeile bleibt weg.',
    skipDoes_other: '{{count, number}} Zeilen bleiben weg.',
    importAll: 'Alle importieren',
    importAllDoes_one: 'Diesen und {{count, number}} weiteren Benutzer mit {{rows, number}} Zeilen, ohne Vorschau.',
    importAllDoes_other: 'Diesen und {{count, number}} weitere Benutzer mit {{rows, number}} Zeilen, ohne Vorschau.',
    isLast: 'Das ist der letzte Benutzer.',
    notAllowed:
      'Sie dürfen diesen Import ansehen, aber nicht entscheiden: Wer importieren darf, steht in den Einstellungen der Firma.',
    closed: 'Die Entscheidung wird ausgeführt.',
  },
  all: {
    title: '{{count, number}} Benutzer importieren?',
    thisUser: '{{name}}: {{parts}}.',
    others_one: '{{count, number}} weiterer Benutzer mit {{rows, number}} Zeilen wird ohne Vorschau importiert.',
    others_other: '{{count, number}} weitere Benutzer mit {{rows, number}} Zeilen werden ohne Vorschau importiert.',
    guard: 'Bei Benutzern, die zu viel verlieren oder ändern würden, hält der Import von selbst an und fragt Sie.',
    guardNumbers:
      'Der Import hält von selbst an und fragt Sie bei Benutzern, die mindestens {{from, number}} Datensätze haben und davon mehr als {{deleted, number}} % verlieren oder mehr als {{changed, number}} % ändern würden.',
    wayBack: 'Den Wiederherstellungspunkt von vor dem Import gibt es: Alles kann zurückgenommen werden.',
    confirm: '{{count, number}} Benutzer importieren',
  },
  cancel: {
    button: 'Import abbrechen',
    title: 'Den Import abbrechen?',
    stays_zero: 'Noch ist kein Benutzer importiert: Nichts ist geändert.',
    stays_one: '{{count, number}} Benutzer ist importiert und bleibt es.',
    stays_other: '{{count, number}} Benutzer sind importiert und bleiben es.',
    rest_one: '{{count, number}} Benutzer wird nicht importiert.',
    rest_other: '{{count, number}} Benutzer werden nicht importiert.',
    begun: 'Wer gerade geschrieben wird, wird noch fertig.',
    final: 'Der Import ist dann zu Ende. Was importiert ist, kann danach zurückgenommen werden.',
    goOn: 'Weiter importieren',
    requested: 'Der Import hält beim nächsten Schritt an.',
  },
  last: {
    conflicts_one:
      '{{count, number}} Zeile wurde nicht geschrieben, weil jemand den Datensatz inzwischen geändert hat.',
    conflicts_other:
      '{{count, number}} Zeilen wurden nicht geschrieben, weil jemand die Datensätze inzwischen geändert hat.',
    soFar_one: '{{count, number}} Benutzer ist bisher fertig.',
    soFar_other: '{{count, number}} Benutzer sind bisher fertig.',
    details: 'Einzelheiten',
  },
  decided: {
    import: 'Importieren',
    skip: 'Überspringen',
    'import-all': 'Alle importieren',
    back: 'Zurück',
    cancel: 'Import abbrechen',
    split: 'Einstellungen gegeben',
    select: 'Benutzer gewählt',
    correct: 'Werte korrigiert',
  },
  foreign: {
    over: 'Diese Frage hat sich erledigt',
    title: 'Anderswo entschieden',
    said: '{{name}} hat um {{at}} entschieden: {{action}}.',
    yours: 'Ihre Antwort hat nichts geändert.',
  },
}
