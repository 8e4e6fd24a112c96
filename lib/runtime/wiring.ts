import { basics, type Basics, type Part, type Wire } from './deps.ts'

/**
 * Joins parts to the dependencies of one function: `wiring(state, files)`. Nothing is read or connected before the
 * result is called; each part throws, naming the variable, if the environment lacks what it needs.
 */
export function wiring(): Wire<Basics>
export function wiring<A extends object>(a: Part<A>): Wire<Basics & A>
export function wiring<A extends object, B extends object>(a: Part<A>, b: Part<B>): Wire<Basics & A & B>
export function wiring<A extends object, B extends object, C extends object>(
  a: Part<A>,
  b: Part<B>,
  c: Part<C>,
): Wire<Basics & A & B & C>
export function wiring<A extends object, B extends object, C extends object, D extends object>(
  a: Part<A>,
  b: Part<B>,
  c: Part<C>,
  d: Part<D>,
): Wire<Basics & A & B & C & D>
export function wiring<A extends object, B extends object, C extends object, D extends object, E extends object>(
  a: Part<A>,
  b: Part<B>,
  c: Part<C>,
  d: Part<D>,
  e: Part<E>,
): Wire<Basics & A & B & C & D & E>
export function wiring<
  A extends object,
  B extends object,
  C extends object,
  D extends object,
  E extends object,
  F extends object,
>(a: Part<A>, b: Part<B>, c: Part<C>, d: Part<D>, e: Part<E>, f: Part<F>): Wire<Basics & A & B & C & D & E & F>
export function wiring(...parts: Part<object>[]): Wire<Basics> {
  return (env) => parts.reduce<Basics>((deps, part) => ({ ...deps, ...part(env) }), basics())
}
