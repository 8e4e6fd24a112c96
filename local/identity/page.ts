import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Account } from './tokens.ts'

const TEXTS = {
  en: {
    title: 'Who are you?',
    explain: 'This sign-in is on this machine only and asks for no password. Choose an account.',
    none: 'There is no account yet.',
    in: 'in company',
    levels: { administrator: 'administrator', supervisor: 'supervisor', user: 'user' },
  },
  de: {
    title: 'Wer sind Sie?',
    explain: 'Diese Anmeldung gilt nur auf diesem Rechner und fragt nach keinem Passwort. Wählen Sie ein Konto.',
    none: 'Es gibt noch kein Konto.',
    in: 'in der Firma',
    levels: { administrator: 'Administration', supervisor: 'Leitung', user: 'Außendienst' },
  },
} as const

/**
 * The page on which one chooses who one is: a button per account, usable with the keyboard alone.
 * @param request the parameters of the sign-in, sent back with the choice
 * @param language the browser's Accept-Language
 */
export function choicePage(
  accounts: readonly Account[],
  request: Readonly<Record<string, string>>,
  language: string,
): Html {
  const lang = /^\s*de\b/i.test(language) ? 'de' : 'en'
  const texts = TEXTS[lang]
  const levels: Readonly<Record<string, string>> = texts.levels
  const hidden = Object.entries(request).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
  const buttons = accounts.map(
    ({ email, name, level, companyId }) =>
      html`<li>
        <button name="email" value="${email}">
          <strong>${name}</strong> <span>${email}</span>
          <span>${levels[level] ?? level}, ${texts.in} ${companyId}</span>
        </button>
      </li>`,
  )
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Muster: ${texts.title}</title>
        <style>
          body {
            font:
              1rem/1.5 system-ui,
              sans-serif;
            max-width: 40rem;
            margin: 2rem auto;
            padding: 0 1rem;
            color: #1a1a1a;
            background: #fff;
          }
          ul {
            list-style: none;
            padding: 0;
          }
          button {
            display: flex;
            flex-direction: column;
            width: 100%;
            margin: 0.5rem 0;
            padding: 0.75rem 1rem;
            font: inherit;
            text-align: start;
            color: inherit;
            background: #fff;
            border: 1px solid #6b6b6b;
            border-radius: 0.5rem;
            cursor: pointer;
          }
          button:hover,
          button:focus-visible {
            background: #eef3ff;
            outline: 3px solid #1d4ed8;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${texts.title}</h1>
          <p>${texts.explain}</p>
          <form method="post" action="/oauth2/authorize">
            ${hidden}
            <ul>
              ${buttons}
            </ul>
          </form>
          ${accounts.length === 0 ? html`<p>${texts.none}</p>` : ''}
        </main>
      </body>
    </html>`
}
