import base from '../../jest.config.js'

/** Kills, throttling, duplicates, secrets: the product in a process of its own, on files that take a while. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/faults'],
  testPathIgnorePatterns: [],
  testTimeout: 300_000,
  // The product under test needs the cores itself.
  maxWorkers: 1,
}
