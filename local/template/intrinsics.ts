import { z } from 'zod'

/** The fixed surroundings of the embedded cloud, as CloudFormation's pseudo parameters show them. */
export const REGION = 'eu-central-1'
export const ACCOUNT = '000000000000'

/** One resource of a template, its properties unresolved. */
const resourceSchema = z.looseObject({
  Type: z.string(),
  Condition: z.string().optional(),
  Properties: z.record(z.string(), z.unknown()).default({}),
})
export type Resource = z.infer<typeof resourceSchema>

export const templateSchema = z.looseObject({
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resourceSchema),
})
export type Template = z.infer<typeof templateSchema>

const PSEUDO: Readonly<Record<string, string | undefined>> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'Muster',
  'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Muster/local`,
  'AWS::NoValue': undefined,
}

/** What a resource answers to Ref and GetAtt. */
export interface Answers {
  readonly ref: (logicalId: string, resource: Resource) => string
  readonly attribute: (logicalId: string, resource: Resource, name: string) => string
}

/** Resolves the intrinsic functions in any value of a template. */
export interface Resolver {
  readonly resolve: (value: unknown) => unknown
  readonly condition: (name: string) => boolean
}

/**
 * @param parameters values of the template's parameters that have no default or shall have another one
 * @throws Error (from `resolve`) naming what does not exist or is not supported
 */
export function createResolver(
  template: Template,
  parameters: Readonly<Record<string, string>>,
  answers: Answers,
): Resolver {
  const ref = (name: string): unknown => {
    if (name in PSEUDO) return PSEUDO[name]
    if (name in parameters) return parameters[name]
    const parameter = template.Parameters[name]
    if (parameter !== undefined) {
      if (parameter.Default === undefined) throw new Error(`The template's parameter ${name} has no value`)
      return parameter.Default
    }
    return answers.ref(name, resource(name))
  }

  const attribute = (path: string): string => {
    const [logicalId = '', ...name] = path.split('.')
    return answers.attribute(logicalId, resource(logicalId), name.join('.'))
  }

  const resource = (logicalId: string): Resource => {
    const found = template.Resources[logicalId]
    if (found === undefined) throw new Error(`The template refers to ${logicalId}, which it does not have`)
    return found
  }

  const condition = (name: string): boolean => {
    if (!(name in template.Conditions)) throw new Error(`The template has no condition ${name}`)
    return z.boolean().parse(resolve(template.Conditions[name]))
  }

  const substitute = (text: string, values: Readonly<Record<string, unknown>>): string =>
    text.replaceAll(/\$\{(!?)([^}]*)\}/g, (_found, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`
      return z.coerce
        .string()
        .parse(name in values ? resolve(values[name]) : name.includes('.') ? attribute(name) : ref(name))
    })

  const list = (value: unknown): unknown[] => z.array(z.unknown()).parse(resolve(value))
  const strings = (value: unknown): string[] => z.array(z.coerce.string()).parse(resolve(value))

  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (argument) => ref(z.string().parse(argument)),
    Condition: (argument) => condition(z.string().parse(argument)),
    'Fn::GetAtt': (argument) =>
      attribute(z.union([z.string(), z.array(z.string()).transform((parts) => parts.join('.'))]).parse(argument)),
    'Fn::Join': (argument) => {
      const [separator, values] = z.tuple([z.string(), z.unknown()]).parse(argument)
      return strings(values).join(separator)
    },
    'Fn::Sub': (argument) => {
      const [text, values] = z
        .union([
          z.string().transform((only) => [only, {}] as const),
          z.tuple([z.string(), z.record(z.string(), z.unknown())]),
        ])
        .parse(argument)
      return substitute(text, values)
    },
    'Fn::Select': (argument) => {
      const [index, values] = z.tuple([z.coerce.number(), z.unknown()]).parse(argument)
      return list(values)[index]
    },
    'Fn::Split': (argument) => {
      const [separator, text] = z.tuple([z.string(), z.unknown()]).parse(argument)
      return z.string().parse(resolve(text)).split(separator)
    },
    'Fn::If': (argument) => {
      const [name, yes, no] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument)
      return resolve(condition(name) ? yes : no)
    },
    'Fn::Equals': (argument) => {
      const [left, right] = list(argument)
      return left === right
    },
    'Fn::Not': (argument) => !list(argument)[0],
    'Fn::And': (argument) => list(argument).every(Boolean),
    'Fn::Or': (argument) => list(argument).some(Boolean),
    'Fn::FindInMap': (argument) => {
      const [map, first, second] = z
        .tuple([z.unknown(), z.unknown(), z.unknown()])
        .parse(argument)
        .map(resolve)
        .map(String)
      return template.Mappings[map ?? '']?.[first ?? '']?.[second ?? '']
    },
    'Fn::Base64': (argument) => Buffer.from(z.string().parse(resolve(argument))).toString('base64'),
  }

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== undefined)
    if (typeof value !== 'object' || value === null) return value
    const entries: [string, unknown][] = Object.entries(value)
    const [first] = entries
    if (entries.length === 1 && first !== undefined) {
      const [name, argument] = first
      const run = functions[name]
      if (run !== undefined && (name !== 'Condition' || typeof argument === 'string')) return run(argument)
      if (name.startsWith('Fn::')) throw new Error(`The template uses ${name}, which is not supported here`)
    }
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, resolve(inner)]).filter(([, inner]) => inner !== undefined),
    )
  }

  return { resolve, condition }
}
