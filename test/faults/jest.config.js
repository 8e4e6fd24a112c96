import base from '../../jest.config.js'

// Every death of the workflows, of which the other tests have only some.
process.env.MUSTER_KILLS = 'all'

/** Kills, throttling, duplicates, secrets: the product in a process of its own, on files that take a while. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/faults/*.test.ts', '<rootDir>/test/workflow/{restart,restore-kills}.test.ts'],
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: [],
  testTimeout: 300_000,
  // The product under test needs the cores itself.
  maxWorkers: 1,
  // A machine that dies leaves requests behind that are never answered.
  forceExit: true,
}
