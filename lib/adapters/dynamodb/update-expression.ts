import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb'

type Expressions = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>

/**
 * Says what a conditional update does and expects, and makes DynamoDB's expressions of it. A path names an attribute
 * (`data.status`: an attribute of the map `data`). Conditions are joined by AND.
 *
 * @example
 * updateItem().set('data.state', 'over').expect('data.state', 'waiting').build()
 */
export interface UpdateBuilder {
  /** `undefined` takes the attribute away. */
  set(path: string, value: unknown): UpdateBuilder
  increase(path: string): UpdateBuilder
  append(path: string, entry: unknown): UpdateBuilder
  expect(path: string, value: unknown): UpdateBuilder
  expectOneOf(path: string, values: readonly string[]): UpdateBuilder
  expectNoneOf(path: string, values: readonly string[]): UpdateBuilder
  expectPresent(path: string): UpdateBuilder
  expectAbsent(path: string): UpdateBuilder
  build(): Expressions
}

export function updateItem(): UpdateBuilder {
  const names: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const sets: string[] = []
  const removes: string[] = []
  const conditions: string[] = []

  const name = (path: string) =>
    path
      .split('.')
      .map((part) => {
        names[`#${part}`] = part
        return `#${part}`
      })
      .join('.')
  const value = (given: unknown) => {
    const reference = `:v${Object.keys(values).length}`
    values[reference] = given
    return reference
  }
  const list = (given: readonly string[]) => given.map(value).join(', ')

  const builder: UpdateBuilder = {
    set(path, given) {
      if (given === undefined) removes.push(name(path))
      else sets.push(`${name(path)} = ${value(given)}`)
      return builder
    },
    increase(path) {
      sets.push(`${name(path)} = ${name(path)} + ${value(1)}`)
      return builder
    },
    append(path, entry) {
      sets.push(`${name(path)} = list_append(${name(path)}, ${value([entry])})`)
      return builder
    },
    expect(path, given) {
      conditions.push(`${name(path)} = ${value(given)}`)
      return builder
    },
    expectOneOf(path, given) {
      conditions.push(`${name(path)} IN (${list(given)})`)
      return builder
    },
    expectNoneOf(path, given) {
      conditions.push(`(attribute_exists(${name(path)}) AND NOT ${name(path)} IN (${list(given)}))`)
      return builder
    },
    expectPresent(path) {
      conditions.push(`attribute_exists(${name(path)})`)
      return builder
    },
    expectAbsent(path) {
      conditions.push(`attribute_not_exists(${name(path)})`)
      return builder
    },
    build() {
      const clauses = [
        sets.length > 0 ? `SET ${sets.join(', ')}` : '',
        removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
      ]
      return {
        UpdateExpression: clauses.filter((clause) => clause !== '').join(' '),
        ...(conditions.length > 0 ? { ConditionExpression: conditions.join(' AND ') } : {}),
        ExpressionAttributeNames: names,
        ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
      }
    },
  }
  return builder
}
