import type { selection as english } from '../en/selection.ts'
import type { Translated } from '../translated.ts'

export const selection: Translated<typeof english> = {
  actions: 'Weiter oder zurück',
  go: 'Weiter',
  chosen: '{{users}} mit {{rows, number}} von {{all, number}} Zeilen gewählt.',
  showAll_one: 'Anzeigen',
  showAll_other: 'Alle {{count, number}} anzeigen',
  showLess: 'Weniger anzeigen',
  overview: {
    title_one: 'Die Datei hat {{count, number}} Zeile',
    title_other: 'Die Datei hat {{count, number}} Zeilen',
    by: {
      email: 'Den Benutzern zugeordnet nach E-Mail-Adresse, aus der Spalte „{{column}}“.',
      'employee-number': 'Den Benutzern zugeordnet nach Personalnummer, aus der Spalte „{{column}}“.',
    },
    assigned: 'gehören zu Benutzern',
    notFound: 'nennen niemanden, den wir kennen',
    empty: 'nennen gar niemanden',
    excluded: 'gehören zu Benutzern, die nicht teilnehmen können',
    sum: '{{parts}} = {{rows}}: Keine Zeile fehlt.',
  },
  notFound: {
    title_one: '{{count, number}} Wert gehört zu keinem Benutzer',
    title_other: '{{count, number}} Werte gehören zu keinem Benutzer',
    lead_one: '{{count, number}} Zeile wird deswegen nicht importiert. Sagen Sie, wer gemeint ist, wenn Sie es wissen.',
    lead_other:
      '{{count, number}} Zeilen werden deswegen nicht importiert. Sagen Sie, wer gemeint ist, wenn Sie es wissen.',
    takeSure_one: 'Sicheren Vorschlag annehmen',
    takeSure_other: 'Alle {{count, number}} sicheren Vorschläge annehmen',
    list: 'Werte, die zu keinem Benutzer gehören',
    firstRow: 'zuerst in Zeile {{row}}',
    meant: 'Meinten Sie das?',
    accept: 'Ja, {{name}}',
    sure: 'Sicher.',
    unsure: 'Bitte prüfen.',
    choose: 'Wer mit „{{value}}“ gemeint ist',
    nobody: 'Niemand: Zeilen bleiben weg',
    somebodyElse: 'Jemand anderer …',
    listed: '{{shown, number}} von {{all, number}} Werten sind aufgeführt, die mit den meisten Zeilen zuerst.',
    apply_one: '{{count, number}} Korrektur anwenden',
    apply_other: '{{count, number}} Korrekturen anwenden',
    forget: 'Verwerfen',
    then_one:
      '{{count, number}} Zeile bekommt einen Benutzer. Die Datei wird neu zugeordnet, das dauert einen Augenblick; dann sind Sie wieder hier. Geschrieben wird noch nichts.',
    then_other:
      '{{count, number}} Zeilen bekommen einen Benutzer. Die Datei wird neu zugeordnet, das dauert einen Augenblick; dann sind Sie wieder hier. Geschrieben wird noch nichts.',
    otherwise: 'Was Sie so lassen, können Sie am Ende herunterladen, berichtigen und wieder hochladen.',
    first: 'Wenden Sie zuerst die Korrekturen oben an, oder verwerfen Sie sie.',
  },
  empty: {
    title_one: '{{count, number}} Zeile nennt keinen Benutzer',
    title_other: '{{count, number}} Zeilen nennen keinen Benutzer',
    lead: 'Die Zelle in der Spalte der Benutzer ist leer. Solche Zeilen werden nicht importiert und können am Ende heruntergeladen werden.',
    first: 'Die erste ist Zeile {{row}}.',
  },
  left: {
    inactive: {
      title_one: '{{count, number}} Benutzer ist inaktiv: {{rows, number}} Zeilen bleiben weg',
      title_other: '{{count, number}} Benutzer sind inaktiv: {{rows, number}} Zeilen bleiben weg',
      advice:
        'Sollen sie ihre Zeilen bekommen, aktivieren Sie zuerst ihre Konten und beginnen Sie den Import noch einmal.',
    },
    'outside-groups': {
      title_one: '{{count, number}} Benutzer ist in keiner Ihrer Gruppen: {{rows, number}} Zeilen bleiben weg',
      title_other: '{{count, number}} Benutzer sind in keiner Ihrer Gruppen: {{rows, number}} Zeilen bleiben weg',
      advice: 'Supervisoren importieren für Benutzer ihrer Gruppen. Ein Administrator kann für alle importieren.',
    },
    removed: {
      title_one: '{{count, number}} Konto gibt es nicht mehr: {{rows, number}} Zeilen bleiben weg',
      title_other: '{{count, number}} Konten gibt es nicht mehr: {{rows, number}} Zeilen bleiben weg',
      advice: 'Die Konten wurden gelöscht, nachdem die Datei zugeordnet war.',
    },
  },
  shared: {
    title_one: '{{count, number}} Schlüssel steht in Zeilen mehrerer Benutzer',
    title_other: '{{count, number}} Schlüssel stehen in Zeilen mehrerer Benutzer',
    lead: 'Das ist erlaubt und oft ein Versehen: Derselbe Datensatz wäre dann bei mehreren Benutzern.',
    listed: '{{shown, number}} von {{all, number}} sind aufgeführt.',
  },
  without: {
    title_one: '{{count, number}} Benutzer hat keine Zeile in der Datei',
    title_other: '{{count, number}} Benutzer haben keine Zeile in der Datei',
    lead: 'Für sie ändert sich nichts.',
  },
  table: {
    title_one: '{{count, number}} Benutzer steht in der Datei',
    title_other: '{{count, number}} Benutzer stehen in der Datei',
    filter: 'Benutzer nach Name oder E-Mail-Adresse suchen',
    order: 'Reihenfolge',
    by: { rows: 'Meiste Zeilen zuerst', name: 'Nach Name' },
    all: 'Alle wählen',
    none: 'Keine wählen',
    allShown: 'Alle gezeigten wählen',
    noneShown: 'Gezeigte abwählen',
    take: 'Gewählt',
    takeUser: '{{name}} importieren',
    user: 'Benutzer',
    rows: 'Zeilen',
    nobody: 'So heißt niemand.',
    imported: 'schon importiert, bleibt',
    why: {
      'by-choice': 'von Anfang an ausgelassen',
      inactive: 'inaktiv',
      'outside-groups': 'in keiner Ihrer Gruppen',
      removed: 'Konto gelöscht',
    },
  },
  next: {
    title: 'Was als Nächstes kommt',
    secure:
      'Es wird noch nichts geschrieben. Zuerst wird ein Wiederherstellungspunkt aller Datensätze aller Benutzer erstellt; dann sehen Sie für jeden Benutzer, was sich ändern würde, und entscheiden.',
    secured:
      'Es wird noch nichts geschrieben. Den Wiederherstellungspunkt gibt es schon; Sie sehen für jeden Benutzer, was sich ändern würde, und entscheiden.',
  },
}
