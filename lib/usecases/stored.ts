import { z } from 'zod'

/**
 * What Muster itself wrote into the bucket, read back under its type. Only this program writes there, so the shape is
 * not checked again, only that something is there.
 */
export function stored<Shape extends object>(value: unknown): Shape {
  return z.custom<Shape>((read) => typeof read === 'object' && read !== null).parse(value)
}
