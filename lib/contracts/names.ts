import { routes, type RouteName } from './routes.ts'

/** `decideUser` -> `decide-user`: a route's name as its Lambda's file is called. */
export function fileNameOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

export const routeNames = Object.keys(routes) as RouteName[]
