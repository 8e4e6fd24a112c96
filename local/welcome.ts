import { html } from './html.ts'
import type { Html } from './html.ts'
import { page } from './page.ts'

/** The page at `/`: what this is, and where everything else is. */
export function welcomePage(url: string): Html {
  return page(
    'en',
    'Muster',
    html`<h1>Muster</h1>
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
      <pre>curl -d '{"email": "anna.huber@nordwind.example"}' ${url}/local/token</pre>`,
  )
}
