import { customerField, externalIdField, idField, noteField, subjectField } from './common.ts'
import type { RecordType } from './types.ts'

export const TASKS: RecordType = {
  name: 'tasks',
  label: { en: 'Tasks', de: 'Aufgaben' },
  fields: [
    idField(),
    externalIdField(['Aufgabennummer', 'Aufgaben-Nr.', 'Aufgaben-ID', 'Task number', 'Task ID']),
    customerField(false),
    subjectField,
    {
      name: 'date',
      type: 'date',
      label: { en: 'Date', de: 'Datum' },
      help: {
        en: 'Day on which it is due. Empty: a task without a date.',
        de: 'Tag, an dem sie fällig ist. Leer: Aufgabe ohne Datum.',
      },
      key: true,
      synonyms: ['Fällig', 'Fällig am', 'Fälligkeit', 'Due', 'Due date', 'Termin', 'Erledigen bis', 'Am'],
    },
    {
      name: 'completionOptional',
      type: 'yes-no',
      label: { en: 'Completion optional', de: 'Erledigung optional' },
      help: {
        en: 'Yes, if it need not be done. Empty: no.',
        de: 'Ja, wenn sie nicht erledigt werden muss. Leer: nein.',
      },
      synonyms: ['Optional', 'Erledigung freiwillig'],
      initial: false,
    },
    noteField,
  ],
  headerWords: ['Aufgabe', 'Aufgaben', 'Task'],
  rules: [],
}
