import type { Approval, Import } from '../domain/imports.ts'
import type { Locale } from '../domain/companies.ts'
import type { Restore } from '../domain/restores.ts'
import type { Ports } from '../ports/ports.ts'

export type NotifyDeps = Pick<Ports, 'getCompany' | 'getUser' | 'sendMail' | 'webUrl' | 'logger'>

/** Subject and first line of a mail. */
type Wording = readonly [subject: string, line: string]

const TEXTS = {
  en: {
    greeting: (name: string) => `Hello ${name},`,
    settings: (file: string): Wording => [
      `Muster: settings for ${file}`,
      `the import of ${file} waits for its settings.`,
    ],
    selection: (file: string): Wording => [
      `Muster: users of ${file}`,
      `the import of ${file} waits for your choice of users.`,
    ],
    decision: (file: string, user: string): Wording => [
      `Muster: decide on ${user}`,
      `the import of ${file} waits for your decision on ${user}: import, skip, import all users, back or cancel.`,
    ],
    stopped: (file: string, user: string): Wording => [
      `Muster: decide on ${user}`,
      `the import of all users from ${file} stopped at ${user}, who would lose or have changed more records than your settings allow unseen. Look at the preview: import, skip, back or cancel.`,
    ],
    open: 'Look at it and decide (opening the link changes nothing):',
    until: (when: string) => `Without an answer the import ends as cancelled at ${when}. What was imported stays.`,
    completed: (file: string): Wording => [`Muster: ${file} is imported`, `the import of ${file} is complete.`],
    cancelled: (file: string): Wording => [
      `Muster: ${file} was cancelled`,
      `the import of ${file} was cancelled. What was imported stays.`,
    ],
    aborted: (file: string): Wording => [
      `Muster: ${file} cannot be imported`,
      `the import of ${file} was aborted; nothing was written.`,
    ],
    failed: (file: string): Wording => [
      `Muster: the import of ${file} failed`,
      `the import of ${file} failed. It can be resumed where it stopped.`,
    ],
    summary: 'Summary and downloads:',
    restore: {
      completed: ['Muster: restored', 'the restore is complete.'],
      failed: ['Muster: the restore failed', 'the restore failed. Start it again: it goes on where it stopped.'],
    },
    undo: {
      completed: ['Muster: undone', 'the undo is complete. What was edited since stayed as it is.'],
      failed: ['Muster: the undo failed', 'the undo failed. Start it again: it goes on where it stopped.'],
    },
  },
  de: {
    greeting: (name: string) => `Guten Tag ${name},`,
    settings: (file: string): Wording => [
      `Muster: Einstellungen für ${file}`,
      `der Import von ${file} wartet auf seine Einstellungen.`,
    ],
    selection: (file: string): Wording => [
      `Muster: Benutzer in ${file}`,
      `der Import von ${file} wartet auf Ihre Auswahl der Benutzer.`,
    ],
    decision: (file: string, user: string): Wording => [
      `Muster: Entscheidung über ${user}`,
      `der Import von ${file} wartet auf Ihre Entscheidung über ${user}: importieren, überspringen, alle importieren, zurück oder abbrechen.`,
    ],
    stopped: (file: string, user: string): Wording => [
      `Muster: Entscheidung über ${user}`,
      `der Import aller Benutzer aus ${file} hält bei ${user}: dort würden mehr Datensätze gelöscht oder geändert, als Ihre Einstellungen ungesehen erlauben. Sehen Sie die Vorschau an: importieren, überspringen, zurück oder abbrechen.`,
    ],
    open: 'Ansehen und entscheiden (das Öffnen des Links ändert nichts):',
    until: (when: string) => `Ohne Antwort endet der Import am ${when} als abgebrochen. Importiertes bleibt erhalten.`,
    completed: (file: string): Wording => [
      `Muster: ${file} ist importiert`,
      `der Import von ${file} ist abgeschlossen.`,
    ],
    cancelled: (file: string): Wording => [
      `Muster: ${file} wurde abgebrochen`,
      `der Import von ${file} wurde abgebrochen. Importiertes bleibt erhalten.`,
    ],
    aborted: (file: string): Wording => [
      `Muster: ${file} kann nicht importiert werden`,
      `der Import von ${file} wurde beendet; nichts wurde geschrieben.`,
    ],
    failed: (file: string): Wording => [
      `Muster: der Import von ${file} ist fehlgeschlagen`,
      `der Import von ${file} ist fehlgeschlagen. Er kann dort fortgesetzt werden, wo er stehen blieb.`,
    ],
    summary: 'Zusammenfassung und Downloads:',
    restore: {
      completed: ['Muster: wiederhergestellt', 'die Wiederherstellung ist abgeschlossen.'],
      failed: [
        'Muster: die Wiederherstellung ist fehlgeschlagen',
        'die Wiederherstellung ist fehlgeschlagen. Starten Sie sie erneut: sie geht weiter, wo sie stehen blieb.',
      ],
    },
    undo: {
      completed: [
        'Muster: zurückgenommen',
        'die Rücknahme ist abgeschlossen. Was seither bearbeitet wurde, blieb, wie es ist.',
      ],
      failed: [
        'Muster: die Rücknahme ist fehlgeschlagen',
        'die Rücknahme ist fehlgeschlagen. Starten Sie sie erneut: sie geht weiter, wo sie stehen blieb.',
      ],
    },
  },
} as const

/** Tells the administrator that their decision is due, with a link that changes nothing by being opened. Answers whether it went out. */
export const notifyWaiting =
  (deps: NotifyDeps) =>
  async (item: Import, approval: Approval): Promise<boolean> => {
    const user = approval.userId === undefined ? undefined : await deps.getUser(item.companyId, approval.userId)
    const { locale, when } = await dateFor(deps, item, approval.expiresAt)
    const texts = TEXTS[locale]
    // Only the guard makes an import of all users ask.
    const kind = approval.step === 'decision' && item.decide === 'import-all' ? 'stopped' : approval.step
    const [subject, line] = texts[kind](item.fileName, user?.email ?? '')
    return send(deps, item.id, item.startedBy, locale, subject, [
      line,
      texts.open,
      `${deps.webUrl}/approvals/${approval.id}`,
      texts.until(when),
    ])
  }

/** Tells the administrator how an import ended. */
export const notifyEnded =
  (deps: NotifyDeps) =>
  async (item: Import): Promise<void> => {
    const ending = item.status
    if (ending !== 'completed' && ending !== 'cancelled' && ending !== 'aborted' && ending !== 'failed') return
    const locale = await localeFor(deps, item)
    const texts = TEXTS[locale]
    const [subject, line] = texts[ending](item.fileName)
    const problem = item.problem === undefined ? [] : [item.problem.message, item.problem.advice ?? '']
    await send(deps, item.id, item.startedBy, locale, subject, [
      line,
      ...problem,
      texts.summary,
      `${deps.webUrl}/imports/${item.id}`,
    ])
  }

/** Tells the administrator how a restore or undo ended. */
export const notifyRestored =
  (deps: NotifyDeps) =>
  async (restore: Restore): Promise<void> => {
    const locale = await localeFor(deps, restore)
    const texts = TEXTS[locale]
    const wording = texts[restore.undoes === undefined ? 'restore' : 'undo']
    const [subject, line] = restore.status === 'completed' ? wording.completed : wording.failed
    const problem = restore.problem === undefined ? [] : [restore.problem.message, restore.problem.advice ?? '']
    const link = `${deps.webUrl}/restores/${restore.id}`
    await send(deps, restore.id, restore.startedBy, locale, subject, [line, ...problem, link])
  }

/**
 * A mail that cannot be sent must not stop an import: it is logged, and the import shows the same. The log names neither
 * file nor people.
 * @param about the ID of the import or restore
 */
async function send(
  deps: NotifyDeps,
  about: string,
  to: { email: string; name: string },
  locale: Locale,
  subject: string,
  lines: readonly string[],
): Promise<boolean> {
  const text = [TEXTS[locale].greeting(to.name), ...lines.filter((line) => line !== '')].join('\n\n')
  try {
    await deps.sendMail({ to: to.email, subject, text: `${text}\n`, locale })
    return true
  } catch (error) {
    deps.logger.error('A mail could not be sent', { about, error: error instanceof Error ? error.name : 'unknown' })
    return false
  }
}

async function localeFor(
  deps: NotifyDeps,
  { companyId, startedBy }: { companyId: string; startedBy: { userId: string } },
): Promise<Locale> {
  const [company, user] = await Promise.all([deps.getCompany(companyId), deps.getUser(companyId, startedBy.userId)])
  return user?.locale ?? company?.locale ?? 'en'
}

async function dateFor(deps: NotifyDeps, item: Import, moment: string): Promise<{ locale: Locale; when: string }> {
  const locale = await localeFor(deps, item)
  const company = await deps.getCompany(item.companyId)
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: company?.timeZone ?? 'UTC',
  })
  return { locale, when: format.format(new Date(moment)) }
}
