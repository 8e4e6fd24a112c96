import ts from 'typescript'

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

/** What an object literal has under a name. */
export function propertyOf(node: ts.Expression, name: string): ts.Expression | undefined {
  const bare = bareOf(node)
  if (!ts.isObjectLiteralExpression(bare)) return undefined
  for (const property of bare.properties) {
    if (ts.isPropertyAssignment(property) && nameOf(property) === name) return property.initializer
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property.name
  }
  return undefined
}

/** The expressions that a function returns. */
export function returned(target: ts.FunctionLikeDeclaration): ts.Expression[] {
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

/** All calls of the files by what is called, and all entries put into maps by the map. */
export function callsBySymbol(checker: ts.TypeChecker, files: readonly ts.SourceFile[]) {
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
