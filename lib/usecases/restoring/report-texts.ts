import type { Locale } from '../../domain/companies.ts'
import { ENGLISH_CHANGES, GERMAN_CHANGES, type ChangeWords } from '../../sentences/changes.ts'

interface ReportTexts {
  readonly header: readonly string[]
  readonly words: ChangeWords
  /** The name of the sheet, and what the file's begins with. */
  readonly restore: string
  readonly undo: string
  readonly dryRun: string
  /** A record that somebody changed while the restore ran. */
  readonly survived: string
  readonly allFields: string
}

/** What the report of a restore or undo says. */
export const REPORT_TEXTS: Readonly<Record<Locale, ReportTexts>> = {
  en: {
    header: [
      'User',
      'Type',
      'Record',
      'Muster ID',
      'Result',
      'Fields that go back',
      'Since the restore point',
      'By',
      'At',
      'What stays',
      'Because',
    ],
    words: ENGLISH_CHANGES,
    restore: 'Restore',
    undo: 'Undo',
    dryRun: 'dry run',
    survived: 'changed meanwhile, left as it is',
    allFields: 'all',
  },
  de: {
    header: [
      'Benutzer',
      'Art',
      'Datensatz',
      'Muster-ID',
      'Ergebnis',
      'Felder, die zurückgehen',
      'Seit dem Wiederherstellungspunkt',
      'Von',
      'Am',
      'Was bleibt',
      'Weil',
    ],
    words: GERMAN_CHANGES,
    restore: 'Wiederherstellung',
    undo: 'Rücknahme',
    dryRun: 'Probelauf',
    survived: 'inzwischen geändert und so gelassen',
    allFields: 'alles',
  },
}
