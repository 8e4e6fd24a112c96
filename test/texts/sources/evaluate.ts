import ts from 'typescript'
import { alone, chosen, isValue, product, reading, unique, type Reading } from './readings.ts'
import { bareOf, callsBySymbol, isSentence, propertyOf, returned } from './syntax.ts'
import { createTypes } from './types.ts'

interface Bound {
  readonly node: ts.Expression
  readonly env: Env
}
/** What parameters stand for while a call is followed; a pattern of names goes by its parameter. */
type Env = ReadonlyMap<ts.Symbol | ts.ParameterDeclaration, Bound>
const NOTHING: Env = new Map()
const DEEPEST = 14

export interface Evaluator {
  readonly read: (node: ts.Expression) => readonly Reading[]
  /** Whether an object's property holds a word out of few, not a text. */
  readonly isCode: (object: ts.Expression, name: string) => boolean
}

/**
 * Makes what finds every way in which an expression can read: both sides of a choice, each word of a union of words, each
 * text of a table, what functions return, what callers give. All else is a hole.
 */
export function createEvaluator(program: ts.Program, files: readonly ts.SourceFile[]): Evaluator {
  const checker = program.getTypeChecker()
  const { callers, setters } = callsBySymbol(checker, files)
  const { symbolAt, initializerOf, bodyOf, symbolOfFunction, words, isText, hole, isCode, objectOf } =
    createTypes(checker)

  function read(node: ts.Expression, env: Env, depth: number): Reading[] {
    const bare = bareOf(node)
    if (depth > DEEPEST) return hole(bare)
    if (ts.isStringLiteralLike(bare) || ts.isNumericLiteral(bare)) return [reading(bare.text)]
    if (ts.isTemplateExpression(bare)) return readTemplate(bare, env, depth)
    if (ts.isConditionalExpression(bare)) {
      const condition = conditionText(bare.condition, env)
      return [
        ...chosen(read(bare.whenTrue, env, depth + 1), condition, true),
        ...chosen(read(bare.whenFalse, env, depth + 1), condition, false),
      ]
    }
    if (ts.isBinaryExpression(bare)) return readBinary(bare, env, depth)
    if (ts.isCallExpression(bare)) return readCall(bare, env, depth)
    if (ts.isIdentifier(bare)) return readName(bare, env, depth)
    if (ts.isPropertyAccessExpression(bare)) return readProperty(bare, env, depth)
    if (ts.isElementAccessExpression(bare)) return readElement(bare, env, depth)
    if (ts.isAwaitExpression(bare)) return read(bare.expression, env, depth + 1)
    return hole(bare)
  }

  /** A condition in the words of the one who asked: `count === 1` of a helper is `blank.length === 1` of its caller. */
  function conditionText(node: ts.Expression, env: Env): string {
    const bare = bareOf(node)
    if (ts.isBinaryExpression(bare))
      return `${conditionText(bare.left, env)} ${bare.operatorToken.getText()} ${conditionText(bare.right, env)}`
    const symbol = ts.isIdentifier(bare) ? symbolAt(bare) : undefined
    const bound = symbol && env.get(symbol)
    if (bound) return conditionText(bound.node, bound.env)
    const here = ts.isLiteralExpression(bare) ? '' : `@${ts.findAncestor(bare, ts.isFunctionLike)?.pos ?? 0}`
    return `${bare.getText()}${here}`
  }

  function readTemplate(node: ts.TemplateExpression, env: Env, depth: number): Reading[] {
    return node.templateSpans.reduce<Reading[]>(
      (before, span) => product(product(before, read(span.expression, env, depth + 1)), [reading(span.literal.text)]),
      [reading(node.head.text)],
    )
  }

  function readBinary(node: ts.BinaryExpression, env: Env, depth: number): Reading[] {
    const [left, right] = [() => read(node.left, env, depth + 1), () => read(node.right, env, depth + 1)]
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return isText(node) ? product(left(), right()) : hole(node)
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken:
        // What stands in for a value that is always there in practice is no reading of its own.
        return unique([...left(), ...right().filter((one) => left().length === 0 || !isValue(one))])
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return right()
      default:
        return hole(node)
    }
  }

  function readName(node: ts.Identifier, env: Env, depth: number): Reading[] {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : symbolAt(node)
    if (symbol === undefined || node.text === 'undefined') return []
    return readSymbol(symbol, node, env, depth)
  }

  function readSymbol(symbol: ts.Symbol, node: ts.Expression, env: Env, depth: number): Reading[] {
    const bound = env.get(symbol)
    if (bound !== undefined) return read(bound.node, bound.env, depth + 1)
    const declaration = symbol.valueDeclaration
    if (declaration === undefined) return hole(node)
    if (ts.isParameter(declaration)) return readParameter(declaration, node, depth)
    if (
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer !== undefined &&
      ts.isIdentifier(declaration.name)
    ) {
      const assigned = ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const
      return assigned ? read(declaration.initializer, env, depth + 1) : hole(node)
    }
    if (ts.isBindingElement(declaration)) return readBinding(declaration, node, env, depth)
    return hole(node)
  }

  /** A parameter that nothing is known of: what all callers give, if it is text that they make up. */
  function readParameter(declaration: ts.ParameterDeclaration, node: ts.Expression, depth: number): Reading[] {
    if (!isText(node)) return hole(node)
    const literal = words(node)
    if (literal) return literal
    const place = declaration.parent.parameters.indexOf(declaration)
    const calls = callers.get(symbolOfFunction(declaration.parent)) ?? []
    const given = calls.flatMap((call) => {
      const argument = call.arguments?.[place] ?? declaration.initializer
      return argument ? read(argument, NOTHING, depth + 3) : []
    })
    return given.every(isValue) ? hole(node) : unique(given)
  }

  function readBinding(element: ts.BindingElement, node: ts.Expression, env: Env, depth: number): Reading[] {
    const name = (element.propertyName ?? element.name).getText()
    if (isSentence(name, node) && isText(node)) return words(node) ?? [reading({ kind: 'sentence', source: name })]
    const declaration = element.parent.parent
    if (ts.isObjectBindingPattern(element.parent) && ts.isParameter(declaration)) {
      const bound = env.get(declaration)
      const property = bound && propertyOf(bound.node, name)
      if (bound && property) return read(property, bound.env, depth + 1)
    }
    return hole(node)
  }

  function readProperty(node: ts.PropertyAccessExpression, env: Env, depth: number): Reading[] {
    const name = node.name.text
    const literal = words(node)
    if (literal) return literal
    // Labels and helps come in both languages with the record types; rules are known to the server alone.
    if (name === 'en')
      return [
        reading({
          kind: /(label|help)$/u.test(node.expression.getText()) ? 'label' : 'sentence',
          source: node.getText(),
        }),
      ]
    const property = tableEntry(node.expression, name)
    if (property) return read(property, env, depth + 1)
    if (isSentence(name, node) && isText(node)) return [reading({ kind: 'sentence', source: node.getText() })]
    return hole(node)
  }

  function readElement(node: ts.ElementAccessExpression, env: Env, depth: number): Reading[] {
    const table = objectOf(node.expression)
    if (table === undefined) return words(node) ?? hole(node)
    const key = bareOf(node.argumentExpression)
    const only = ts.isStringLiteralLike(key) ? propertyOf(table, key.text) : undefined
    if (only) return read(only, env, depth + 1)
    const all = table.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) ? read(property.initializer, env, depth + 1) : [],
    )
    return all.length === 0 ? hole(node) : unique(all)
  }

  function tableEntry(node: ts.Expression, name: string): ts.Expression | undefined {
    const table = objectOf(node)
    return table && propertyOf(table, name)
  }

  function readCall(node: ts.CallExpression, env: Env, depth: number): Reading[] {
    const literal = words(node)
    if (literal) return literal
    const called = bareOf(node.expression)
    if (ts.isPropertyAccessExpression(called)) {
      const [argument] = node.arguments
      switch (called.name.text) {
        case 'toLocaleString':
          return [reading({ kind: 'grouped', source: node.getText() })]
        case 'toLowerCase':
          return read(called.expression, env, depth + 1)
        case 'join':
          return readJoin(node, called.expression, env, depth)
        case 'get':
          if (argument && ts.isIdentifier(called.expression)) return readMap(called.expression, node, depth)
      }
    }
    const target = bodyOf(symbolAt(called))
    if (target === undefined) return hole(node)
    const inner = new Map(env)
    target.parameters.forEach((parameter, place) => {
      const key = ts.isIdentifier(parameter.name) ? checker.getSymbolAtLocation(parameter.name) : parameter
      const argument = node.arguments[place] ?? parameter.initializer
      if (key && argument) inner.set(key, { node: argument, env })
    })
    const found = returned(target).flatMap((expression) => read(expression, inner, depth + 1))
    return found.every(isValue) ? valueOf(found, node) : unique(found)
  }

  /** Values without words are one value; how it is written counts if all are written so. */
  function valueOf(found: readonly Reading[], node: ts.Expression): Reading[] {
    const [only] = found
    const [part] = only?.parts ?? []
    return found.length === 1 && only?.parts.length === 1 && part !== undefined && typeof part !== 'string'
      ? [only]
      : hole(node)
  }

  /** What was put into a map. */
  function readMap(map: ts.Identifier, node: ts.Expression, depth: number): Reading[] {
    const found = (setters.get(symbolAt(map)) ?? []).flatMap(({ arguments: [, value] }) =>
      value ? read(value, NOTHING, depth + 1) : [],
    )
    return found.every(isValue) ? hole(node) : unique(found.filter((one) => !isValue(one)))
  }

  /** A list with one entry and with two: whatever is said of two is said of more. */
  function readJoin(node: ts.CallExpression, list: ts.Expression, env: Env, depth: number): Reading[] {
    const entries = readEntries(bareOf(list), env, depth + 1)
    if (entries === undefined) return hole(node)
    const [argument] = node.arguments
    const separators = argument ? read(argument, env, depth + 1) : [reading(',')]
    const pairs = entries.slice(0, 2).flatMap((one) => product(product([one], separators), entries))
    return unique([...entries, ...pairs])
  }

  /** What the entries of a list read, if they are made of words; undefined if they are values. */
  function readEntries(list: ts.Expression, env: Env, depth: number): Reading[] | undefined {
    const source = ts.isIdentifier(list) ? initializerOf(list) : list
    if (source === undefined) return undefined
    if (ts.isArrayLiteralExpression(source)) {
      const parts = source.elements.map((element) =>
        ts.isSpreadElement(element)
          ? readEntries(bareOf(element.expression), env, depth + 1)
          : read(element, env, depth + 1),
      )
      if (parts.every((part) => part === undefined || part.every(isValue))) return undefined
      return alone(parts.flatMap((part) => part ?? hole(list)))
    }
    if (ts.isConditionalExpression(source))
      return [source.whenTrue, source.whenFalse].flatMap((one) => readEntries(bareOf(one), env, depth + 1) ?? [])
    if (!ts.isCallExpression(source) || !ts.isPropertyAccessExpression(source.expression)) return undefined
    if (!['map', 'flatMap'].includes(source.expression.name.text)) return undefined
    const [made] = source.arguments
    if (!made || !(ts.isArrowFunction(made) || ts.isFunctionExpression(made))) return undefined
    const found = returned(made).flatMap((expression) => read(expression, env, depth + 1))
    return found.every(isValue) ? undefined : alone(found)
  }

  return { read: (node) => unique(read(node, NOTHING, 0)), isCode }
}
