/** All imports. */
export const importList = {
  title: 'Imports',
  lead: 'All imports of the company that you may see, newest first.',
  none: 'Nothing was imported yet. Begin with “New import”: a sample file is there to try it with.',
  noneSeen: 'There is no import that you may see.',
  file: 'File',
  started: 'Begun',
  rows: 'Rows',
  status: 'Status',
  done: '{{done, number}} of {{all, number}} users done',
  until: 'ends {{when}} if nobody answers',
  since: 'began {{when}}',
  refused_one: '{{count, number}} row not written',
  refused_other: '{{count, number}} rows not written',
} as const
