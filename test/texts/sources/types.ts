import ts from 'typescript'
import { bareOf } from './syntax.ts'
import { reading, type Reading } from './readings.ts'

const CODE = /^[\w-]+$/u
const NOTHING_THERE = ts.TypeFlags.Undefined | ts.TypeFlags.Null

const membersOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type])

/** Makes what answers from the types of a program. */
export function createTypes(checker: ts.TypeChecker) {
  const symbolAt = (node: ts.Node): ts.Symbol | undefined => {
    const found = checker.getSymbolAtLocation(node)
    return found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
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

  function objectOf(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
    const bare = bareOf(node)
    if (ts.isObjectLiteralExpression(bare)) return bare
    if (!ts.isIdentifier(bare)) return undefined
    const declaration = symbolAt(bare)?.valueDeclaration
    if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined
    const value = bareOf(declaration.initializer)
    return ts.isObjectLiteralExpression(value) ? value : undefined
  }

  return { symbolAt, initializerOf, bodyOf, symbolOfFunction, words, isText, hole, isCode, objectOf }
}
