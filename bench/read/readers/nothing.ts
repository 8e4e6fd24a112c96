import type { Floor } from './reader.ts'

/** Bare Node with the benchmark's own code: what every process has before it reads anything. */
export const floor: Floor = () => Promise.resolve(0)
