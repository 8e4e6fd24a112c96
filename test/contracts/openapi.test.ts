import { describe, expect, it } from '@jest/globals'
import { Validator } from '@seriousme/openapi-schema-validator'
import { openApiDocument } from '../../lib/contracts/openapi.ts'
import { routes } from '../../lib/contracts/routes.ts'
import { handler } from '../../functions/api/openapi.ts'

type Operation = {
  operationId: string
  parameters?: { name: string; in: string; required: boolean }[]
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>
}
const document = openApiDocument() as unknown as { paths: Record<string, Record<string, Operation>>; security: unknown }

describe('openApiDocument', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const result = await validator.validate(openApiDocument('https://api.example.com'))
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  it('has every route once, and all of them ask for a sign-in', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
    )
    expect(operations.sort()).toEqual(
      Object.entries(routes)
        .map(([name, { method, path }]) => `${name} ${method} /v1${path}`)
        .sort(),
    )
    expect(document.security).toEqual([{ bearer: [] }])
    expect(JSON.stringify(document.paths)).not.toContain('"security"')
  })

  // What scripts rely on, in their words.
  it.each([
    'GET /me',
    'GET /company',
    'PATCH /company',
    'GET /users',
    'POST /users',
    'PUT /users',
    'PATCH /users/{userId}',
    'DELETE /users/{userId}',
    'GET /record-types',
    'GET /users/{userId}/records/{type}',
    'POST /users/{userId}/records/{type}',
    'GET /users/{userId}/records/{type}/{recordId}',
    'PATCH /users/{userId}/records/{type}/{recordId}',
    'DELETE /users/{userId}/records/{type}/{recordId}',
    'POST /imports',
    'GET /imports',
    'GET /imports/{importId}',
    'POST /imports/{importId}/settings/check',
    'PUT /imports/{importId}/settings',
    'GET /imports/{importId}/users',
    'PUT /imports/{importId}/selection',
    'GET /imports/{importId}/users/{userId}/preview',
    'POST /imports/{importId}/users/{userId}/decision',
    'GET /approvals/{approvalId}',
    'POST /approvals/{approvalId}',
    'GET /imports/{importId}/users/{userId}/result',
    'GET /imports/{importId}/summary',
    'GET /imports/{importId}/rejected-rows',
    'GET /imports/{importId}/configuration',
    'POST /imports/{importId}/cancel',
    'POST /imports/{importId}/resume',
    'GET /restore-points',
    'POST /restore-points',
    'GET /restore-points/{restorePointId}',
    'POST /restore-points/{restorePointId}/restore',
    'GET /restores/{restoreId}',
  ])('describes %s', (line) => {
    const [method = '', path = ''] = line.split(' ')
    const operation = document.paths[`/v1${path}`]?.[method.toLowerCase()]
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = (operation?.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name)
    expect(declared).toEqual(named)
    expect(operation?.responses['default']?.$ref).toBe('#/components/responses/Problem')
    expect(Object.keys(operation?.responses ?? {})).toHaveLength(2)
  })

  it('says of a body what a client has to send, not what the server makes of it', () => {
    const body = document.paths['/v1/users']?.['post']?.requestBody?.content['application/json']?.schema
    expect(body).toMatchObject({ required: ['email'], additionalProperties: false })
  })

  it('is served without a sign-in', async () => {
    const response = await handler()
    expect(response.statusCode).toBe(200)
    expect(JSON.parse(response.body ?? '')).toEqual(JSON.parse(JSON.stringify(openApiDocument())))
  })
})
