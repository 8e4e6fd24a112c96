import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { configurationSchema, importConfiguration } from '../../lib/contracts/configuration.ts'
import { checkConfiguration } from '../../lib/domain/configurations.ts'
import { recordType } from '../../lib/domain/record-types/catalogue.ts'
import { read } from '../architecture/repository.ts'

const text = read('docs/import-configuration.md')
const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '')
const lines = new Map(
  [...text.matchAll(/^\| `([$\w.[\]]+)` \| (.+?) \| (.+) \|$/gm)].map(([, name = '', type = '']) => [name, type]),
)

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly enum?: readonly string[]
  readonly const?: string | number
  readonly default?: string | number
  readonly maxItems?: number
}

/** All properties of the document as they are written: `mapping[].column`. */
function propertiesOf({ properties = {} }: Schema, above = ''): [string, Schema][] {
  return Object.entries(properties).flatMap(([name, schema]): [string, Schema][] => [
    [`${above}${name}`, schema],
    ...propertiesOf(schema, `${above}${name}.`),
    ...(schema.items === undefined ? [] : propertiesOf(schema.items, `${above}${name}[].`)),
  ])
}

const properties = propertiesOf(z.toJSONSchema(importConfiguration, { io: 'input' }) as Schema)

describe('docs/import-configuration.md', () => {
  it('explains every property of the schema, and no other', () => {
    expect([...lines.keys()]).toEqual(properties.map(([name]) => name))
  })

  it.each(properties)('names the values of %s, and its default', (name, schema) => {
    const type = lines.get(name) ?? ''
    const words = [...type.split(';')[0]!.matchAll(/`([^`]+)`/g)].map(([, word]) => word)
    if (schema.enum !== undefined) expect(words).toEqual(schema.enum)
    if (schema.const !== undefined) expect(words).toEqual([String(schema.const)])
    if (schema.enum !== undefined && schema.default !== undefined) {
      expect(type).toContain(`default \`${String(schema.default)}\``)
    }
    if (schema.maxItems !== undefined) expect(type).toContain(String(schema.maxItems))
  })

  it('shows a document that the schema takes and that fits a file with these columns', () => {
    const configuration = importConfiguration.parse(example)
    const columns = [...configuration.mapping.map(({ column }) => column), configuration.assignment.column]
    expect(
      checkConfiguration(recordType(configuration.recordType), configuration, columns, [configuration.sheet]),
    ).toEqual([])
  })

  it('has a JSON Schema beside it that is up to date (node scripts/write-configuration-schema.ts)', () => {
    expect(JSON.parse(read('docs/import-configuration.schema.json'))).toEqual(configurationSchema())
  })
})

describe('a document', () => {
  const document = importConfiguration.parse(example)

  it('may name its schema, for editors', () => {
    const named = { ...document, $schema: './import-configuration.schema.json' }
    expect(importConfiguration.parse(named)).toEqual(named)
  })

  it.each([2, 0, '1', null])('of version %j is refused, and for that alone', (version) => {
    const refused = importConfiguration.safeParse({ ...document, version, columns: [] })
    const places = refused.error?.issues.map(({ path, message }) => [path.join('/'), message])
    expect(places).toEqual([['version', expect.stringMatching(/^is .+ knows import configurations of version 1/)]])
  })

  it('without a version is of the first', () => {
    const { version: _, ...rest } = document
    expect(importConfiguration.parse(rest).version).toBe(1)
  })
})
