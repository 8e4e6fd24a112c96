import { Logger } from '@aws-lambda-powertools/logger'
import type { Context } from 'aws-lambda'
import type { Log } from '../ports/log.ts'

/** Names under which secrets and the contents of records travel; whatever stands under them never reaches a log. */
const SECRET =
  /^(task_?token|token|authorization|cookie|fields|cells|policy|x-amz-(signature|credential|security-token))$/i

/** Replaces what must not be logged; for `JSON.stringify` as well as for the logger. */
function redact(key: string, value: unknown): unknown {
  return SECRET.test(key) && value !== undefined ? '[redacted]' : value
}

/** The logger of one function: what use cases say, and what every line of an invocation is found by. */
export interface FunctionLogger extends Log {
  /** Forgets what was appended for the invocation before. */
  resetKeys(): void
  addContext(context: Context): void
  appendKeys(keys: Record<string, unknown>): void
}

/** A logger of one function: structured, with redaction of task tokens, authorisation, upload forms and record contents. */
export function createLogger(): FunctionLogger {
  const logger = new Logger({ serviceName: 'muster', jsonReplacerFn: redact })
  return {
    info: (message, details = {}) => {
      logger.info(message, details)
    },
    warn: (message, details = {}) => {
      logger.warn(message, details)
    },
    error: (message, details = {}) => {
      logger.error(message, details)
    },
    resetKeys: () => {
      logger.resetKeys()
    },
    addContext: (context) => {
      logger.addContext(context)
    },
    appendKeys: (keys) => {
      logger.appendKeys(keys)
    },
  }
}
