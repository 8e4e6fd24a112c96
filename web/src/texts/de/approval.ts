import type { approval as english } from '../en/approval.ts'
import type { Translated } from '../translated.ts'

export const approval: Translated<typeof english> = {
  title: 'Eine Frage eines Imports',
  titleOf: 'Eine Frage zu {{file}}',
  asks: {
    settings: 'Der Import wartet auf seine Einstellungen.',
    selection: 'Der Import wartet auf die Auswahl der Benutzer.',
    decision:
      'Der Import wartet auf Ihre Entscheidung über diesen Benutzer. Es geschieht nichts, bis Sie auf eine Schaltfläche drücken.',
  },
  until: 'Die Frage wartet bis {{at}}; danach endet der Import von selbst als abgebrochen.',
  answer: 'Import öffnen und antworten',
  toImport: 'Import ansehen',
  decided: {
    title: 'Diese Frage ist beantwortet',
    said: '{{name}} hat am {{at}} entschieden: {{action}}.',
    about: 'Es ging um {{name}}.',
  },
  over: {
    title: 'Diese Frage hat sich erledigt',
    lead: 'Der Import ist zu Ende, oder er geht ohne diese Antwort weiter. Die Frage hätte bis {{at}} gewartet. Der Import zeigt, was daraus wurde.',
  },
  unknown: {
    title: 'Diese Frage gibt es nicht',
    lead: 'Der Link ist unvollständig, oder es geht um einen Import, den Sie nicht sehen dürfen. Melden Sie sich als die Person an, an die die E-Mail ging, oder kopieren Sie den ganzen Link.',
    imports: 'Alle Importe ansehen',
  },
}
