import base from '../../jest.config.js'

/** The wizard in a real browser, against the real product. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/web/**/*.test.ts'],
  testPathIgnorePatterns: [],
  testTimeout: 180_000,
  maxWorkers: 1,
  // A browser that hangs does not keep the tests from ending.
  forceExit: true,
}
