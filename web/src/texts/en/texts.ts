import { common } from './common.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'

/** All English texts, one namespace for each part of the pages. */
export const texts = { common, home, imports }
