import { z } from 'zod'

const shape = z.object({ apiUrl: z.string(), authority: z.string(), clientId: z.string(), scope: z.string() })

/** Where the API and the sign-in of this deployment are; made where the pages are deployed. */
export type Config = z.infer<typeof shape>

/** @throws an Error if `/config.json` is missing or is something else */
export async function loadConfig(): Promise<Config> {
  const response = await fetch('/config.json')
  return shape.parse(await response.json())
}
