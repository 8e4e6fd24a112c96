import { z } from 'zod'
import type { Ports } from '../ports/ports.ts'

/**
 * What Muster itself wrote into the bucket, read back under its type. Only this program writes there, so the shape is
 * not checked again, only that something is there.
 */
export function stored<Shape extends object>(value: unknown): Shape {
  return z.custom<Shape>((read) => typeof read === 'object' && read !== null).parse(value)
}

/** All lines of a file Muster itself wrote, under their type. */
export async function linesOf<Line extends object>(lines: AsyncIterable<unknown>): Promise<Line[]> {
  const all: Line[] = []
  for await (const line of lines) all.push(stored<Line>(line))
  return all
}

/** A file Muster itself wrote, under its type. Faults throw, also if it is not there. */
export async function readStored<Shape extends object>(deps: Pick<Ports, 'readJson'>, key: string): Promise<Shape> {
  return stored<Shape>(await deps.readJson(key))
}

/** The same, or `undefined` if it is not there. */
export async function findStored<Shape extends object>(
  deps: Pick<Ports, 'findJson'>,
  key: string,
): Promise<Shape | undefined> {
  const found = await deps.findJson(key)
  return found === undefined ? undefined : stored<Shape>(found)
}
