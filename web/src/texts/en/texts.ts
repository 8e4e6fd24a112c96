import { common } from './common.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'
import { newImport } from './newImport.ts'
import { settings } from './settings.ts'
import { upload } from './upload.ts'
import { companySettings } from './companySettings.ts'
import { users } from './users.ts'
import { restorePoints } from './restore-points.ts'
import { restores } from './restores.ts'
import { selection } from './selection.ts'
import { decision } from './decision.ts'
import { importing } from './importing.ts'
import { summary } from './summary.ts'
import { records } from './records.ts'
import { importUser } from './importUser.ts'
import { importList } from './importList.ts'
import { approval } from './approval.ts'
import { audit } from './audit.ts'
import { accessibility } from './accessibility.ts'
import { customFields } from './customFields.ts'
import { configurations } from './configurations.ts'

/** All English texts, one namespace for each part of the pages. */
export const texts = {
  common,
  home,
  imports,
  newImport,
  settings,
  upload,
  companySettings,
  users,
  restorePoints,
  restores,
  selection,
  decision,
  importing,
  summary,
  records,
  importUser,
  importList,
  approval,
  audit,
  accessibility,
  customFields,
  configurations,
}
