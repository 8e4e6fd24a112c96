import { Logger } from '@aws-lambda-powertools/logger'

/** Names under which secrets and the contents of records travel; whatever stands under them never reaches a log. */
const SECRET =
  /^(task_?token|token|authorization|cookie|fields|cells|policy|x-amz-(signature|credential|security-token))$/i

/** Replaces what must not be logged; for `JSON.stringify` as well as for the logger. */
export function redact(key: string, value: unknown): unknown {
  return SECRET.test(key) && value !== undefined ? '[redacted]' : value
}

/** A logger of one function: structured, with redaction of task tokens, authorisation, upload forms and record contents. */
export function createLogger(): Logger {
  return new Logger({ serviceName: 'muster', jsonReplacerFn: redact })
}
