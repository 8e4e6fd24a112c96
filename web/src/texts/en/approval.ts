/** The question behind the link of an e-mail. */
export const approval = {
  title: 'A question of an import',
  titleOf: 'A question about {{file}}',
  asks: {
    settings: 'The import waits for its settings.',
    selection: 'The import waits for the choice of users.',
    decision: 'The import waits for your decision about this user. Nothing happens until you press a button.',
  },
  until: 'The question waits until {{at}}; after that the import ends by itself as cancelled.',
  answer: 'Open the import and answer',
  toImport: 'Show the import',
  decided: {
    title: 'This question is answered',
    said: '{{name}} decided on {{at}}: {{action}}.',
    about: 'It was about {{name}}.',
  },
  over: {
    title: 'This question is over',
    lead: 'The import has ended, or it goes on without this answer. The question would have waited until {{at}}. The import shows what became of it.',
  },
  unknown: {
    title: 'There is no such question',
    lead: 'The link is incomplete, or it is about an import that you may not see. Sign in as the person to whom the e-mail was sent, or copy the whole link.',
    imports: 'Show all imports',
  },
} as const
