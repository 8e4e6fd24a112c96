import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { openApiDocument } from '../../lib/contracts/openapi.ts'

let document: string | undefined

/** `GET /openapi.json`: the description of the API, the same for everybody and therefore without sign-in. */
export async function handler(): Promise<APIGatewayProxyStructuredResultV2> {
  document ??= JSON.stringify(openApiDocument())
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300' },
    body: document,
  }
}
