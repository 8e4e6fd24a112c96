import { expect, it } from '@jest/globals'
import { join } from 'node:path'
import { loadTemplate } from '../../../local/template/load.ts'
import { createRewrite } from '../../../local/web/edge-function.ts'
import { build, somePage } from '../../infra/muster.ts'

const URL_HERE = 'http://127.0.0.1:4600'

it('takes from the template how pages are served and what the sign-in knows, and nothing of how they are deployed', async () => {
  const { app, stack } = build({ webUrl: URL_HERE }, false, somePage)
  const { directory } = app.synth()
  const spec = await loadTemplate({
    templatePath: join(directory, stack.templateFile),
    assetsDir: directory,
    publicUrl: URL_HERE,
  })
  expect(spec.site?.headers).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'self'; script-src 'self'; .*frame-ancestors 'none'$/,
    ),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'strict-transport-security': expect.stringMatching(/^max-age=\d{8}; includeSubDomains$/),
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  expect(createRewrite(spec.site?.rewrite)('/imports/01JABC')).toBe('/index.html')
  expect(spec.clients).toEqual([
    {
      id: expect.any(String),
      callbackUrls: [`${URL_HERE}/`],
      logoutUrls: [`${URL_HERE}/`],
      scopes: ['openid', 'email', 'muster/api'],
    },
  ])
  // The functions' code is left out in this template; what is left is the CDK's own.
  expect(spec.functions).toEqual([])
})
