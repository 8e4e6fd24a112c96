import { common } from './common.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'
import { newImport } from './newImport.ts'
import { upload } from './upload.ts'
import { companySettings } from './companySettings.ts'
import { users } from './users.ts'

/** All English texts, one namespace for each part of the pages. */
export const texts = { common, home, imports, newImport, upload, companySettings, users }
