import ts from 'typescript'

/** A place in a sentence where a value goes: what kind of value, and the expression in the source, for messages. */
export interface Hole {
  readonly kind: 'text' | 'number' | 'grouped' | 'sentence' | 'label' | 'word'
  readonly source: string
  /** Of a `word`: all that it may be. */
  readonly words?: readonly string[]
}
export type Part = string | Hole
/** One way in which an expression can read, and which side of each condition it took: the same condition has one answer. */
export interface Reading {
  readonly parts: readonly Part[]
  readonly choices: Readonly<Record<string, boolean>>
}

const reading = (...parts: readonly Part[]): Reading => ({ parts, choices: {} })

/** Properties that hold sentences for people. */
const SENTENCES = ['message', 'advice', 'because', 'says', 'why', 'note']
/** Properties that hold pieces of sentences where files are read and columns are recognised, and codes elsewhere. */
const PIECES = ['what', 'values']
const WITH_PIECES = /\/lib\/(readers|domain\/suggesting)\//u
/** Where the server answers with no document of its own, the client makes one up. */
const WITH_TITLES = /\/lib\/contracts\/client\.ts$/u

/** Whether a property of this name, where the node stands, holds what is said to people. */
export function isSentence(name: string, node: ts.Node): boolean {
  const { fileName } = node.getSourceFile()
  if (PIECES.includes(name)) return WITH_PIECES.test(fileName)
  return SENTENCES.includes(name) || (name === 'title' && WITH_TITLES.test(fileName))
}

interface Bound {
  readonly node: ts.Expression
  readonly env: Env
}
/** What parameters stand for while a call is followed; a pattern of names goes by its parameter. */
type Env = ReadonlyMap<ts.Symbol | ts.ParameterDeclaration, Bound>
const NOTHING: Env = new Map()
const DEEPEST = 14
/** More ways than this are a mistake of the evaluation, not a sentence. */
const MOST_READINGS = 400

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

  const symbolAt = (node: ts.Node): ts.Symbol | undefined => {
    const found = checker.getSymbolAtLocation(node)
    return found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
  }

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

  function objectOf(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
    const bare = bareOf(node)
    if (ts.isObjectLiteralExpression(bare)) return bare
    if (!ts.isIdentifier(bare)) return undefined
    const declaration = symbolAt(bare)?.valueDeclaration
    if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined
    const value = bareOf(declaration.initializer)
    return ts.isObjectLiteralExpression(value) ? value : undefined
  }

  function tableEntry(node: ts.Expression, name: string): ts.Expression | undefined {
    const table = objectOf(node)
    return table && propertyOf(table, name)
  }

  function propertyOf(node: ts.Expression, name: string): ts.Expression | undefined {
    const bare = bareOf(node)
    if (!ts.isObjectLiteralExpression(bare)) return undefined
    for (const property of bare.properties) {
      if (ts.isPropertyAssignment(property) && nameOf(property) === name) return property.initializer
      if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property.name
    }
    return undefined
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

  function initializerOf(node: ts.Identifier): ts.Expression | undefined {
    const declaration = symbolAt(node)?.valueDeclaration
    return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? bareOf(declaration.initializer)
      : undefined
  }

  function bodyOf(symbol: ts.Symbol | undefined): ts.FunctionLikeDeclaration | undefined {
    const declaration = symbol?.valueDeclaration
    if (!declaration || declaration.getSourceFile().fileName.includes('node_modules')) return undefined
    if ((ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) && declaration.body)
      return declaration
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
      const value = bareOf(declaration.initializer)
      if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value
    }
    return undefined
  }

  function symbolOfFunction(node: ts.SignatureDeclaration): ts.Symbol | undefined {
    if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name)
      return checker.getSymbolAtLocation(node.name)
    return ts.isVariableDeclaration(node.parent) ? checker.getSymbolAtLocation(node.parent.name) : undefined
  }

  /** The words of a union of words: `'draft' | 'done'`. */
  function words(node: ts.Expression): Reading[] | undefined {
    const members = membersOf(checker.getTypeAtLocation(node)).filter((one) => !(one.flags & ts.TypeFlags.Undefined))
    return members.length > 0 && members.every((one) => one.isStringLiteral())
      ? [
          reading({
            kind: 'word',
            source: node.getText(),
            words: members.map((one) => (one.isStringLiteral() ? one.value : '')),
          }),
        ]
      : undefined
  }

  function isText(node: ts.Expression): boolean {
    return membersOf(checker.getTypeAtLocation(node)).some((one) => (one.flags & ts.TypeFlags.StringLike) !== 0)
  }

  function hole(node: ts.Expression): Reading[] {
    const literal = words(node)
    if (literal) return literal
    const types = membersOf(checker.getTypeAtLocation(node)).filter((one) => !(one.flags & NOTHING_THERE))
    if (types.length === 0) return []
    const kind = types.every((one) => one.flags & ts.TypeFlags.NumberLike) ? 'number' : 'text'
    return [reading({ kind, source: node.getText() })]
  }

  function isCode(object: ts.Expression, name: string): boolean {
    const type = checker.getContextualType(object)
    const types = (type?.isUnion() ? type.types : [type]).flatMap((one) => {
      const property = one?.getProperty(name)
      return property ? membersOf(checker.getTypeOfSymbol(property)) : []
    })
    const known = types.filter((one) => !(one.flags & NOTHING_THERE))
    return known.length > 0 && known.every((one) => one.isStringLiteral() && CODE.test(one.value))
  }

  return { read: (node) => unique(read(node, NOTHING, 0)), isCode }
}

const CODE = /^[\w-]+$/u
const NOTHING_THERE = ts.TypeFlags.Undefined | ts.TypeFlags.Null

const membersOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type])

/** An expression without brackets and assertions around it. */
export function bareOf(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
    ? bareOf(node.expression)
    : node
}

function nameOf(property: ts.PropertyAssignment): string {
  return ts.isStringLiteralLike(property.name) || ts.isIdentifier(property.name) ? property.name.text : ''
}

/** Nothing but one value, with what encloses it: `"{name}"`. */
function isValue({ parts }: Reading): boolean {
  return parts.every((part) => typeof part !== 'string' || !/\p{L}/u.test(part))
}

function returned(target: ts.FunctionLikeDeclaration): ts.Expression[] {
  const { body } = target
  if (body === undefined) return []
  if (!ts.isBlock(body)) return [body]
  const found: ts.Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression)
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit)
  }
  visit(body)
  return found
}

function product(before: readonly Reading[], after: readonly Reading[]): Reading[] {
  const all = before.flatMap((one) =>
    after
      .filter(({ choices }) => Object.entries(choices).every(([key, side]) => (one.choices[key] ?? side) === side))
      .map((other) => ({
        parts: merged([...one.parts, ...other.parts]),
        choices: { ...one.choices, ...other.choices },
      })),
  )
  if (all.length > MOST_READINGS) throw new Error(`More than ${MOST_READINGS} ways to read one sentence.`)
  return all
}

const chosen = (readings: readonly Reading[], condition: string, side: boolean): Reading[] =>
  product([{ parts: [], choices: { [condition]: side } }], readings)

/** Of the entries of a list, each made its own choices. */
const alone = (readings: readonly Reading[]): Reading[] => unique(readings.map(({ parts }) => ({ parts, choices: {} })))

function merged(parts: readonly Part[]): Part[] {
  return parts.reduce<Part[]>((done, part) => {
    const last = done.at(-1)
    if (typeof part === 'string' && typeof last === 'string') return [...done.slice(0, -1), last + part]
    return part === '' ? done : [...done, part]
  }, [])
}

function unique(readings: readonly Reading[]): Reading[] {
  return [...new Map(readings.map((one) => [JSON.stringify(one), one])).values()]
}

/** All calls of the files by what is called, and all entries put into maps by the map. */
function callsBySymbol(checker: ts.TypeChecker, files: readonly ts.SourceFile[]) {
  const callers = new Map<ts.Symbol | undefined, ts.CallExpression[]>()
  const setters = new Map<ts.Symbol | undefined, ts.CallExpression[]>()
  const add = (to: typeof callers, node: ts.Node, call: ts.CallExpression): void => {
    const found = checker.getSymbolAtLocation(node)
    const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
    to.set(symbol, [...(to.get(symbol) ?? []), call])
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression } = node
      if (ts.isIdentifier(expression)) add(callers, expression, node)
      if (ts.isPropertyAccessExpression(expression)) {
        if (expression.expression.kind === ts.SyntaxKind.ThisKeyword) add(callers, expression.name, node)
        if (expression.name.text === 'set') add(setters, expression.expression, node)
      }
    }
    ts.forEachChild(node, visit)
  }
  for (const file of files) visit(file)
  return { callers, setters }
}
