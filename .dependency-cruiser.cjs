/** The arrows of the architecture. A part may import only what is named here. */
const may = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(lib|functions|cdk|cli|local|web|bench|test)/', pathNot: to },
})

module.exports = {
  forbidden: [
    may('domain-imports-itself', '^lib/domain/', '^lib/domain/'),
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^lib/domain/' },
      to: { dependencyTypes: ['npm', 'core', 'npm-dev'] },
    },
    may('contracts-know-the-domain', '^lib/contracts/', '^lib/(contracts|domain)/'),
    may('readers-know-the-domain', '^lib/readers/', '^lib/(readers|domain)/'),
    may('ports-know-the-domain', '^lib/ports/', '^lib/(ports|domain)/'),
    may('sentences-know-the-domain', '^lib/sentences/', '^lib/(sentences|domain)/'),
    may('usecases-know-no-adapter', '^lib/usecases/', '^lib/(usecases|domain|contracts|readers|ports|sentences)/'),
    may('adapters-know-ports-and-domain', '^lib/adapters/', '^lib/(adapters|ports|domain)/'),
    may('runtime-wires', '^lib/runtime/', '^lib/(runtime|adapters|ports|contracts|domain)/'),
    may('functions-only-translate', '^functions/', '^(functions/|lib/(runtime|usecases|contracts)/)'),
    may('cdk-knows-names', '^cdk/', '^(cdk/|lib/contracts/)'),
    may('cli-knows-contracts-and-readers', '^cli/', '^(cli/|lib/(contracts|readers|domain)/)'),
    may(
      'bench-stands-outside',
      '^bench/',
      '^(bench/|functions/|local/|lib/(readers|contracts|domain|runtime|adapters|ports)/)',
    ),
    may('web-knows-contracts', '^web/', '^(web/|lib/(contracts|sentences)/)'),
    {
      name: 'sdk-only-in-adapters',
      comment: 'The AWS SDK is used by the adapters, and by the embedded cloud that stands in for AWS.',
      severity: 'error',
      from: { path: '^(lib|functions|cdk|cli|web)/', pathNot: '^lib/adapters/' },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^lib/', pathNot: '\\.d\\.ts$' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node'],
    },
  },
}
