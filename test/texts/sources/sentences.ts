import ts from 'typescript'
import { createEvaluator, type Evaluator } from './evaluate.ts'
import type { Part } from './readings.ts'
import { bareOf, isSentence } from './syntax.ts'
import { loadSources, placeOf } from './program.ts'

/** One way in which a sentence of the sources can read, and where it is written. */
export interface SourceSentence {
  readonly place: string
  readonly parts: readonly Part[]
}

/** Checks of a schema that take what to say as their second argument. */
const SCHEMA_CHECKS = ['refine', 'regex', 'min', 'max', 'length']

/** Every sentence that the sources can say to people, in every way it can read. */
export function collectSentences(): SourceSentence[] {
  const { program, files } = loadSources()
  const evaluator = createEvaluator(program, files)
  return files.flatMap((file) =>
    spoken(file, evaluator).flatMap((node) => {
      try {
        return evaluator
          .read(node)
          .filter(({ parts }) => parts.some((part) => typeof part === 'string' && /\p{L}/u.test(part)))
          .map(({ parts }) => ({ place: placeOf(node), parts }))
      } catch (cause) {
        throw new Error(`${placeOf(node)}: ${String(cause)}`, { cause })
      }
    }),
  )
}

/** The expressions of a file that become sentences for people. */
function spoken(file: ts.SourceFile, { isCode }: Evaluator): ts.Expression[] {
  const found: ts.Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Problem' && node.arguments?.[1])
      found.push(node.arguments[1])
    if (ts.isPropertyAssignment(node) && isSaid(node)) {
      const text = english(node.initializer)
      if (text && !isCode(node.parent, node.name.getText())) found.push(text)
    }
    if (
      ts.isShorthandPropertyAssignment(node) &&
      isSentence(node.name.text, node) &&
      !isCode(node.parent, node.name.text)
    )
      found.push(node.name)
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [, said] = node.arguments
      if (SCHEMA_CHECKS.includes(node.expression.name.text) && said && ts.isStringLiteralLike(said)) found.push(said)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** `{ message: '…' }`, and `{ error: '…' }` of a schema. */
function isSaid(node: ts.PropertyAssignment): boolean {
  const name = node.name.getText()
  return isSentence(name, node) || (name === 'error' && node.getSourceFile().fileName.includes('/lib/contracts/'))
}

/** Of what is said in both languages, `{ en: '…', de: '…' }`, the English. */
function english(node: ts.Expression): ts.Expression | undefined {
  const bare = bareOf(node)
  if (!ts.isObjectLiteralExpression(bare)) return bare
  for (const property of bare.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === 'en') return property.initializer
  }
  return undefined
}
