import { Html, html } from './html.ts'

const STYLE = new Html(`
  :root { color-scheme: light dark; }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  pre { border: 1px solid; padding: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
`)

/** A plain page of the embedded cloud, light or dark as the browser likes it. */
export function page(language: 'en' | 'de', title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`
}
