import type { texts as english } from '../en/texts.ts'
import type { Translated } from '../translated.ts'
import { common } from './common.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'
import { newImport } from './newImport.ts'
import { upload } from './upload.ts'
import { companySettings } from './companySettings.ts'
import { users } from './users.ts'

/** All German texts. */
export const texts: Translated<typeof english> = { common, home, imports, newImport, upload, companySettings, users }
