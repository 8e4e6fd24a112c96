import { html } from './html.ts'
import type { Html } from './html.ts'
import { page } from './page.ts'

/** Links in mails: `/approvals/ID`, `/imports/ID`, `/restores/ID`. */
const LINK = /^\/(approvals|imports|restores)\/([\w-]{1,100})$/

type Kind = 'approvals' | 'imports' | 'restores'

const TEXTS = {
  en: {
    title: { approvals: 'A decision is due', imports: 'An import', restores: 'A restore' },
    lead: {
      approvals: 'Opening this page has changed nothing. Look at the question, then answer it, signed in as yourself:',
      imports: 'See where it stands, and fetch its summary and rejected rows:',
      restores: 'See what it did:',
    },
    choose: 'Instead of import: skip, import-all, back or cancel.',
  },
  de: {
    title: { approvals: 'Eine Entscheidung ist fällig', imports: 'Ein Import', restores: 'Eine Wiederherstellung' },
    lead: {
      approvals:
        'Das Öffnen dieser Seite hat nichts geändert. Sehen Sie sich die Frage an und beantworten Sie sie, angemeldet als Sie selbst:',
      imports: 'Sehen Sie, wie weit er ist, und holen Sie Zusammenfassung und abgelehnte Zeilen:',
      restores: 'Sehen Sie, was sie getan hat:',
    },
    choose: 'Statt import: skip, import-all, back oder cancel.',
  },
} as const

/** What a mail's link leads to; `undefined` for any other path. The page is the same for everybody and asks nothing of the store. */
export function followPage(path: string, acceptLanguage: string | undefined): Html | undefined {
  const [, kind, id] = LINK.exec(path) ?? []
  if (id === undefined || !isKind(kind)) return undefined
  const language = acceptLanguage?.trim().toLowerCase().startsWith('de') === true ? 'de' : 'en'
  const texts = TEXTS[language]
  const commands = commandsOf(kind, id).map((command) => html`<pre>${command}</pre>`)
  return page(
    language,
    `Muster: ${texts.title[kind]}`,
    html`<h1>${texts.title[kind]}</h1>
      <p>${texts.lead[kind]}</p>
      ${commands} ${kind === 'approvals' ? html`<p>${texts.choose}</p>` : []}`,
  )
}

function isKind(kind: string | undefined): kind is Kind {
  return kind === 'approvals' || kind === 'imports' || kind === 'restores'
}

function commandsOf(kind: Kind, id: string): string[] {
  switch (kind) {
    case 'approvals':
      return [
        `npx muster imports question ${id} --as YOU@EXAMPLE.COM`,
        `npx muster imports decide --approval ${id} import --as YOU@EXAMPLE.COM`,
      ]
    case 'imports':
      return [
        `npx muster imports show ${id} --as YOU@EXAMPLE.COM`,
        `npx muster imports summary ${id} --as YOU@EXAMPLE.COM`,
        `npx muster imports rejected-rows ${id} --as YOU@EXAMPLE.COM`,
      ]
    case 'restores':
      return [`npx muster restores show ${id} --as YOU@EXAMPLE.COM`]
  }
}
