import { dirname, join, resolve } from 'node:path'
import { globSync } from 'node:fs'
import ts from 'typescript'

const ROOT = resolve(import.meta.dirname, '../../..')
/** Layers whose words reach people. */
const LAYERS = ['domain', 'readers', 'usecases', 'runtime', 'contracts', 'adapters', 'ports']
/** Packages whose types decide which words a value may be; the others would only cost time. */
const TYPED = /^zod(\/|$)/u

/** The sources that speak, with their types. */
export function loadSources(): { readonly program: ts.Program; readonly files: readonly ts.SourceFile[] } {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2024.d.ts'],
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
  }
  const host = ts.createCompilerHost(options)
  host.resolveModuleNameLiterals = (literals, containing) =>
    literals.map(({ text }) => {
      if (text.startsWith('.') && text.endsWith('.ts'))
        return {
          resolvedModule: { resolvedFileName: join(dirname(containing), text), extension: ts.Extension.Ts },
        }
      if (!TYPED.test(text) && !containing.includes('node_modules/zod')) return { resolvedModule: undefined }
      return ts.resolveModuleName(text, containing, options, host, undefined, undefined, ts.ModuleKind.ESNext)
    })
  const names = LAYERS.flatMap((layer) =>
    globSync(`lib/${layer}/**/*.ts`, { cwd: ROOT }).map((name) => join(ROOT, name)),
  )
  const program = ts.createProgram({ rootNames: names, options, host })
  return { program, files: names.flatMap((name) => program.getSourceFile(name) ?? []) }
}

/** `lib/domain/guard.ts:12` of a node. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile()
  return `${file.fileName.slice(ROOT.length + 1)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
