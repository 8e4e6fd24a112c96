/** Unit, workflow, infrastructure and architecture tests: everything that needs neither a browser nor Java. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/faults/', '<rootDir>/test/web/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } }],
  },
  // The machine may be busy; a test that hangs still ends.
  testTimeout: 60_000,
  maxWorkers: 2,
}
