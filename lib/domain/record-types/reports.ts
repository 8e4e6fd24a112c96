import { addMinutes, minutesBetween } from '../conversions/calendar.ts'
import { customerField, externalIdField, idField, noteField } from './common.ts'
import type { Fields, RecordType } from './types.ts'

const LAST_MINUTE = 24 * 60

/**
 * End and duration say the same: both are stored. A duration that was just given without an end moves the end;
 * in every other case the end time wins. A visit past midnight keeps its duration only. Source: the reference product's import of reports.
 */
function completeReport(fields: Fields, given: ReadonlySet<string> = new Set()): Fields {
  const { startTime, endTime, durationMinutes } = fields
  if (typeof startTime !== 'string') return fields
  const durationLeads = typeof endTime !== 'string' || (given.has('durationMinutes') && !given.has('endTime'))
  if (durationLeads && typeof durationMinutes === 'number') {
    const { endTime: _derived, ...rest } = fields
    const end = minutesBetween('00:00:00', startTime) + durationMinutes
    return end < LAST_MINUTE ? { ...rest, endTime: addMinutes(startTime, durationMinutes) } : rest
  }
  if (typeof endTime !== 'string') return fields
  const span = minutesBetween(startTime, endTime)
  return span < 0 ? fields : { ...fields, durationMinutes: Math.round(span) }
}

export const REPORTS: RecordType = {
  name: 'reports',
  label: { en: 'Reports', de: 'Berichte' },
  fields: [
    idField(),
    externalIdField(['Berichtsnummer', 'Bericht-Nr.', 'Bericht-ID', 'Report number', 'Report ID']),
    customerField(true),
    {
      name: 'date',
      type: 'date',
      label: { en: 'Date', de: 'Datum' },
      help: { en: 'Day of the visit.', de: 'Tag des Besuchs.' },
      required: true,
      key: true,
      synonyms: ['Tag', 'Day', 'Besuchsdatum', 'Visit date', 'Berichtsdatum', 'Am', 'Besucht am'],
    },
    {
      name: 'startTime',
      type: 'time',
      label: { en: 'Start time', de: 'Beginn' },
      help: { en: 'Time at which the visit began.', de: 'Uhrzeit, zu der der Besuch begann.' },
      required: true,
      key: true,
      synonyms: ['Beginnzeit', 'Startzeit', 'Start', 'Begin', 'Anfang', 'Von', 'From', 'Uhrzeit', 'Time'],
    },
    {
      name: 'endTime',
      type: 'time',
      label: { en: 'End time', de: 'Ende' },
      help: {
        en: 'Time at which the visit ended. May be empty if there is a duration; with both, the end time wins.',
        de: 'Uhrzeit, zu der der Besuch endete. Darf leer sein, wenn es eine Dauer gibt; mit beiden gilt das Ende.',
      },
      synonyms: ['Endzeit', 'End', 'Bis', 'To', 'Until'],
    },
    {
      name: 'durationMinutes',
      type: 'integer',
      label: { en: 'Duration (minutes)', de: 'Dauer (Minuten)' },
      help: {
        en: 'Length of the visit. May be empty if there is an end time.',
        de: 'Länge des Besuchs. Darf leer sein, wenn es ein Ende gibt.',
      },
      rule: { min: 0, max: 1440 },
      synonyms: ['Dauer', 'Dauer (Min.)', 'Dauer in Minuten', 'Duration', 'Duration (min)', 'Minuten', 'Minutes'],
    },
    {
      name: 'reportType',
      type: 'selection',
      label: { en: 'Report type', de: 'Berichtstyp' },
      help: {
        en: '0 call, 1 missed call, 2 other, 3 start of work, 4 end of work, 5 day off. Empty: call.',
        de: '0 Besuch, 1 vergeblicher Besuch, 2 Sonstiges, 3 Arbeitsbeginn, 4 Arbeitsende, 5 freier Tag. Leer: Besuch.',
      },
      rule: {
        options: [
          { key: '0', label: { en: 'Call', de: 'Besuch' } },
          { key: '1', label: { en: 'Missed call', de: 'Vergeblicher Besuch' } },
          { key: '2', label: { en: 'Other', de: 'Sonstiges' } },
          { key: '3', label: { en: 'Start of work', de: 'Arbeitsbeginn' } },
          { key: '4', label: { en: 'End of work', de: 'Arbeitsende' } },
          { key: '5', label: { en: 'Day off', de: 'Freier Tag' } },
        ],
      },
      synonyms: ['Typ', 'Type', 'Art', 'Berichtsart', 'Besuchsart', 'Kind'],
      initial: '0',
    },
    noteField,
  ],
  headerWords: ['Bericht', 'Berichts', 'Besuch', 'Besuchs', 'Report', 'Visit'],
  rules: [
    {
      code: 'end-or-duration-missing',
      fields: ['endTime', 'durationMinutes'],
      message: { en: 'A report needs an end time or a duration.', de: 'Ein Bericht braucht ein Ende oder eine Dauer.' },
      broken: ({ endTime, durationMinutes }) => endTime === undefined && durationMinutes === undefined,
    },
    {
      code: 'end-before-begin',
      fields: ['startTime', 'endTime'],
      message: { en: 'The end time is before the start time.', de: 'Das Ende liegt vor dem Beginn.' },
      broken: ({ startTime, endTime }) =>
        typeof startTime === 'string' && typeof endTime === 'string' && minutesBetween(startTime, endTime) < 0,
    },
  ],
  complete: completeReport,
}
