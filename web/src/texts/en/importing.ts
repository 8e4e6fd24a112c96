/** What goes on by itself. */
export const importing = {
  leave: 'You can close this page; it goes on, and you find it again under “Imports”.',
  progress: 'Progress of the import',
  rows: '{{done, number}} of {{all, number}} rows ({{percent}})',
  users: '{{done, number}} of {{all, number}} users',
  left: {
    unknown: 'How long it takes cannot be said yet.',
    soon: 'Done in a moment.',
    about: 'About {{time}} left.',
  },
  all: {
    title: 'All users are being imported',
    lead: 'Each user is previewed and written without asking. At users who would lose or change too much it stops, and asks you at the end.',
  },
  one: {
    title: '{{name}} is being imported',
    lead: 'Exactly what the preview showed is written. Then comes the preview of the next user.',
  },
  held: {
    title_one: '{{count, number}} user is held back',
    title_other: '{{count, number}} users are held back',
    lead: 'Nothing is written for them yet. You are asked as soon as the others are done.',
  },
  table: {
    label: 'Users of this import',
    user: 'User',
    rows: 'Rows',
    state: 'State and result',
    resultOf: 'Result of {{name}}',
    deleted_one: '{{count, number}} record deleted',
    deleted_other: '{{count, number}} records deleted',
    progressOf: 'Progress of {{name}}',
  },
  state: {
    pending: 'waits',
    previewed: 'previewed, waits',
    held: 'held back, you are asked',
    importing: 'is being written',
    imported: 'imported',
    skipped: 'skipped',
    excluded: 'left out',
  },
  working: {
    since: 'For {{time}} now.',
    secured: '{{done, number}} of {{all, number}} users are saved.',
    inspecting: {
      title: 'The file is being read',
      lead: 'Its worksheets, header row, columns and notations are looked for.',
      next: 'Then come the settings.',
    },
    splitting: {
      title: 'The rows are being assigned to their users',
      lead: 'Every row is read, and given to the user it names. Nothing is written to any account.',
      next: 'Then you choose the users.',
    },
    securing: {
      title: 'A restore point is being made',
      lead: 'All records of all users are saved before anything is written, so that everything can be taken back.',
      next: 'Then comes the preview of the first user.',
    },
    previewing: {
      title: 'The next preview is being made',
      titleOf: 'The preview for {{name}} is being made',
      lead: 'Row by row it is compared with the records what would be new, changed or rejected. Nothing is written.',
      next: 'Then you decide.',
    },
  },
} as const
