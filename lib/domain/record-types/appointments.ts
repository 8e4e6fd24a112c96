import { minutesBetween } from '../conversions/calendar.ts'
import { addressFields, customerField, externalIdField, idField, noteField, subjectField } from './common.ts'
import type { RecordType } from './types.ts'

/**
 * Either the latest end or the duration may be empty; with both, the appointment has leeway between begin and end.
 * Source: the reference product's import of appointments.
 */
export const APPOINTMENTS: RecordType = {
  name: 'appointments',
  label: { en: 'Appointments', de: 'Termine' },
  fields: [
    idField(),
    externalIdField(['Terminnummer', 'Termin-Nr.', 'Termin-ID', 'Appointment number', 'Appointment ID']),
    customerField(false),
    subjectField,
    {
      name: 'earliestBegin',
      type: 'date-time',
      label: { en: 'Earliest begin', de: 'Frühester Beginn' },
      help: { en: 'Date and time from which it may begin.', de: 'Datum und Uhrzeit, ab der er beginnen kann.' },
      required: true,
      key: true,
      synonyms: [
        'Beginn',
        'Start',
        'Begin',
        'Anfang',
        'Von',
        'From',
        'Startzeit',
        'Start time',
        'Datum',
        'Date',
        'Termin am',
      ],
    },
    {
      name: 'latestEnd',
      type: 'date-time',
      label: { en: 'Latest end', de: 'Spätestes Ende' },
      help: {
        en: 'Date and time by which it must be over. May be empty if there is a duration.',
        de: 'Datum und Uhrzeit, bis zu der er vorbei sein muss. Darf leer sein, wenn es eine Dauer gibt.',
      },
      synonyms: ['Ende', 'End', 'Bis', 'To', 'Until', 'Endzeit', 'End time'],
    },
    {
      name: 'durationMinutes',
      type: 'integer',
      label: { en: 'Duration (minutes)', de: 'Dauer (Minuten)' },
      help: {
        en: 'How long it takes. May be empty if there is a latest end; with both, there is leeway.',
        de: 'Wie lange er dauert. Darf leer sein, wenn es ein spätestes Ende gibt; mit beiden entsteht Spielraum.',
      },
      rule: { min: 1, max: 1440 },
      synonyms: ['Dauer', 'Dauer (Min.)', 'Dauer in Minuten', 'Duration', 'Duration (min)', 'Minuten', 'Minutes'],
    },
    ...addressFields(false),
    noteField,
  ],
  headerWords: ['Termin', 'Besuch', 'Besuchs', 'Appointment', 'Visit'],
  rules: [
    {
      code: 'end-or-duration-missing',
      fields: ['latestEnd', 'durationMinutes'],
      message: {
        en: 'An appointment needs a latest end or a duration.',
        de: 'Ein Termin braucht ein spätestes Ende oder eine Dauer.',
      },
      broken: ({ latestEnd, durationMinutes }) => latestEnd === undefined && durationMinutes === undefined,
    },
    {
      code: 'end-before-begin',
      fields: ['earliestBegin', 'latestEnd'],
      message: {
        en: 'The latest end is not after the earliest begin.',
        de: 'Das späteste Ende liegt nicht nach dem frühesten Beginn.',
      },
      broken: ({ earliestBegin, latestEnd }) =>
        typeof earliestBegin === 'string' &&
        typeof latestEnd === 'string' &&
        minutesBetween(earliestBegin, latestEnd) <= 0,
    },
    {
      code: 'duration-too-long',
      fields: ['durationMinutes', 'earliestBegin', 'latestEnd'],
      message: {
        en: 'The duration is longer than the time between earliest begin and latest end.',
        de: 'Die Dauer ist länger als die Zeit zwischen frühestem Beginn und spätestem Ende.',
      },
      broken: ({ earliestBegin, latestEnd, durationMinutes }) =>
        typeof earliestBegin === 'string' &&
        typeof latestEnd === 'string' &&
        typeof durationMinutes === 'number' &&
        minutesBetween(earliestBegin, latestEnd) > 0 &&
        durationMinutes > minutesBetween(earliestBegin, latestEnd),
    },
  ],
}
