import { extname } from 'node:path'
import { ApiProblem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import type { Locale } from '../../lib/domain/companies.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { say } from '../output.ts'

export interface ReportOptions {
  readonly format?: 'xlsx' | 'csv'
  readonly language?: Locale
  readonly out?: string
  readonly user?: string
}

/**
 * The report of a restore or undo, as a workbook. Where that is too large for one download and nobody asked for a
 * workbook, as CSV, which takes far fewer bytes.
 * @returns its bytes and the file they belong into: `-` is stdout
 * @throws Problem `too-large` with what helps; ApiProblem; ApiUnreachable
 */
export async function fetchReport(
  client: Client,
  restoreId: string,
  { format, language, out, user }: ReportOptions,
): Promise<{ readonly body: AnswerOf<'getRestoreReport'>['body']; readonly file: string }> {
  const wanted = format ?? formatOf(out)
  const ask = async (as: 'xlsx' | 'csv') => {
    const { body } = await client.getRestoreReport({ path: { restoreId }, query: { format: as, language, user } })
    return { body, file: out ?? `restore-${restoreId.replaceAll(/[^\w-]/g, '_')}.${as}` }
  }
  try {
    return await ask(wanted ?? 'xlsx')
  } catch (error) {
    if (!isTooLarge(error)) throw error
    if (wanted !== undefined) throw tooLarge(restoreId, wanted, user)
  }
  say('There are too many changes for a workbook: saving them as CSV instead.')
  try {
    return await ask('csv')
  } catch (error) {
    throw isTooLarge(error) ? tooLarge(restoreId, 'csv', user) : error
  }
}

/** The kind of file that a name asks for. */
function formatOf(out = ''): 'xlsx' | 'csv' | undefined {
  const extension = extname(out).toLowerCase()
  return extension === '.xlsx' ? 'xlsx' : extension === '.csv' ? 'csv' : undefined
}

function isTooLarge(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'too-large'
}

function tooLarge(restoreId: string, format: 'xlsx' | 'csv', user: string | undefined): Problem {
  const smaller = [
    ...(format === 'xlsx' ? ['as CSV, which takes far fewer bytes (--format csv)'] : []),
    ...(user === undefined ? ['user by user (--user E-MAIL)'] : []),
  ]
  const advice =
    smaller.length === 0
      ? `See the changes record by record: muster restores changes ${restoreId}`
      : `Download them ${smaller.join(', or ')}.`
  return new Problem('too-large', `There are too many changes for one ${format === 'csv' ? 'CSV file' : 'workbook'}.`, {
    advice,
  })
}
