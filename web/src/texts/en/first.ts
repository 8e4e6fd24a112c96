import { common } from './common.ts'
import { home } from './home.ts'

/** What the first page and all around the pages say. */
export const first = { common, home }
