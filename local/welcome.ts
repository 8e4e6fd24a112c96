import { html } from './html.ts'
import type { Html } from './html.ts'

/** The page at `/`: what this is, and where everything else is. */
export function welcomePage(url: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Muster</title>
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
          pre {
            background: #f3f3f3;
            padding: 0.75rem;
            overflow-x: auto;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>Muster</h1>
          <p>Imports one spreadsheet into the accounts of many field representatives. It runs on this machine.</p>
          <h2>Command line</h2>
          <pre>npx muster import customers.xlsx --type customers --as anna.huber@nordwind.example</pre>
          <h2>HTTP API</h2>
          <ul>
            <li>Base: <code>${url}/v1</code></li>
            <li><a href="/openapi.json">Description (OpenAPI)</a></li>
            <li><a href="/.well-known/openid-configuration">Sign-in (OpenID Connect)</a></li>
          </ul>
          <p>An access token for scripts on this machine:</p>
          <pre>curl -d '{"email": "anna.huber@nordwind.example"}' ${url}/local/token</pre>
        </main>
      </body>
    </html>`
}
