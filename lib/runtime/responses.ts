import { gzipSync } from 'node:zlib'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { HTTP_STATUS } from '../contracts/problems.ts'
import type { Route } from '../contracts/routes/route.ts'
import { Problem, type ProblemData } from '../domain/problems.ts'
import type { Download } from './requests.ts'

const NO_STORE = { 'cache-control': 'no-store' } as const

/** A Lambda answers at most 6 MB, and base64 takes a third of it. */
const MOST_BYTES = 4_400_000
const WORTH_ZIPPING = 100_000

/** RFC 6266: a plain name for old clients and the real one in UTF-8. */
function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\w. -]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/**
 * A file as the answer, zipped in transport if the client takes that and it helps. Throws Problem `too-large` if it
 * does not fit into one answer.
 */
export function downloadResponse(
  route: Route,
  download: Download,
  acceptEncoding: string,
): APIGatewayProxyStructuredResultV2 {
  const zip = download.body.byteLength > WORTH_ZIPPING && /\bgzip\b/.test(acceptEncoding)
  const body = zip ? gzipSync(download.body) : download.body
  if (body.byteLength > MOST_BYTES) {
    throw new Problem(
      'too-large',
      `The file ${download.fileName} has ${String(body.byteLength)} bytes, more than one answer can hold.`,
      {
        advice: 'Ask for it as CSV, and let the client accept gzip.',
      },
    )
  }
  return {
    statusCode: route.status,
    headers: {
      ...NO_STORE,
      'content-type': download.contentType,
      'content-disposition': disposition(download.fileName),
      ...(zip ? { 'content-encoding': 'gzip' } : {}),
    },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  }
}

/**
 * The answer of a route as its contract has it: properties the contract does not name are left out, so that nothing
 * internal can leak. Throws (a fault) if what was answered breaks the contract.
 */
export function jsonResponse(route: Route, value: unknown): APIGatewayProxyStructuredResultV2 {
  if (route.response === undefined) return { statusCode: route.status, headers: { ...NO_STORE } }
  return {
    statusCode: route.status,
    headers: { ...NO_STORE, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(route.response.parse(value)),
  }
}

function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** RFC 9457: a refusal as `application/problem+json`. */
export function problemResponse(problem: ProblemData, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { code, message, advice, details, places } = problem
  const status = HTTP_STATUS[code]
  return {
    statusCode: status,
    headers: { ...NO_STORE, 'content-type': 'application/problem+json' },
    body: JSON.stringify({
      type: `urn:muster:problem:${code}`,
      title: titleOf(code),
      status,
      detail: message,
      code,
      advice,
      details,
      places,
      requestId,
    }),
  }
}
