import { platform } from 'node:os'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { ApiProblem, ApiUnreachable, createClient, problemOf, type Client } from '../lib/contracts/client.ts'
import { UsageError } from './exit-codes.ts'

/** The options that every command takes. */
const globals = z.object({
  url: z.string(),
  token: z.string().optional(),
  as: z.string().optional(),
  json: z.boolean().default(false),
})

/** Where a command works and how it answers. */
export interface Invocation {
  readonly url: string
  readonly json: boolean
  readonly client: Client
  /** Whether a person sits at the terminal and can be asked. */
  readonly interactive: boolean
}

/** Adds the options that every command takes; they may stand before or after the command's name. */
export function addGlobalOptions(program: Command): Command {
  return program
    .addOption(new Option('--url <url>', 'where Muster is').env('MUSTER_URL').default('http://127.0.0.1:4600'))
    .addOption(new Option('--token <token>', 'access token').env('MUSTER_TOKEN'))
    .option('--as <e-mail>', 'on the embedded cloud only: act as this user, without a token')
    .option('--json', 'print one JSON document on stdout; progress goes to stderr')
}

/**
 * The invocation of a command, from its global options.
 * @throws UsageError without a token and without a user to act as, or with both
 */
export function openInvocation(command: Command): Invocation {
  const { url, token, as, json } = readGlobals(command)
  return {
    url,
    json,
    client: createClient({
      url,
      token: as === undefined ? needed(token) : localTokens(url, as),
      userAgent: `muster command line on ${platform()}`,
    }),
    interactive: isInteractive(),
  }
}

/** The global options; a user given with `--as` counts more than a token from the environment. */
export function readGlobals(command: Command): z.infer<typeof globals> {
  const options = globals.parse(command.optsWithGlobals())
  if (options.as !== undefined && options.token !== undefined) {
    if (command.parent && sourceOf(command, 'token') === 'cli')
      throw new UsageError('Give either --token or --as, not both.')
  }
  return { ...options, url: checkedUrl(options.url) }
}

function isInteractive(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY
}

const tokenAnswer = z.object({ access_token: z.string().min(1) })

/**
 * An access token of the embedded cloud, which gives one to anybody on this machine.
 * @throws ApiProblem if there is no such user or this is no embedded cloud; ApiUnreachable
 */
export async function requestLocalToken(url: string, email: string): Promise<string> {
  let status: number
  let body: string
  try {
    const response = await fetch(`${url}/local/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
      signal: AbortSignal.timeout(30_000),
    })
    status = response.status
    body = await response.text()
  } catch (cause) {
    throw new ApiUnreachable(url, cause)
  }
  if (status >= 400) throw new ApiProblem(problemOf(status, body))
  return tokenAnswer.parse(JSON.parse(body)).access_token
}

/** Renewed this long before it runs out, so that no request meets the very moment. */
const RENEW_BEFORE = 60_000

/** Tokens of the embedded cloud for one user, each used until shortly before it runs out. */
export function localTokens(url: string, email: string): () => Promise<string> {
  let known: { token: string; until: number } | undefined
  return async () => {
    if (!known || known.until - RENEW_BEFORE < Date.now()) {
      const token = await requestLocalToken(url, email)
      known = { token, until: expiryOf(token) }
    }
    return known.token
  }
}

const claims = z.object({ exp: z.number() })

/** When a token runs out, in milliseconds since 1970; a token that does not say so is renewed at every request. */
export function expiryOf(token: string): number {
  const payload = token.split('.')[1] ?? ''
  try {
    return claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).exp * 1000
  } catch {
    return 0
  }
}

function needed(token: string | undefined): string {
  if (token !== undefined && token !== '') return token
  throw new UsageError(
    'Who are you? Give an access token with --token or MUSTER_TOKEN, or, on the embedded cloud, an e-mail address with --as.',
  )
}

function checkedUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError(`"${url}" is no web address.`)
  return url.replace(/\/+$/, '')
}

function sourceOf(command: Command, option: string): string | undefined {
  return command.getOptionValueSourceWithGlobals(option)
}
