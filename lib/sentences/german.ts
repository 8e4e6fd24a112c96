import type { Catalogue } from './catalogue.ts'
import { COLUMNS } from './german/columns.ts'
import { COMPANY } from './german/company.ts'
import { CONFIGURING } from './german/configuring.ts'
import { DAMAGE } from './german/damage.ts'
import { DECIDING } from './german/deciding.ts'
import { EVIDENCE } from './german/evidence.ts'
import { FIELDS } from './german/fields.ts'
import { FILES } from './german/files.ts'
import { IMPORTING } from './german/importing.ts'
import { PLANNING } from './german/planning.ts'
import { REQUESTS } from './german/requests.ts'
import { RESTORING } from './german/restoring.ts'
import { SCHEMAS } from './german/schemas.ts'
import { SUGGESTING } from './german/suggesting.ts'
import { VALUES } from './german/values.ts'
import { WARNINGS } from './german/warnings.ts'
import { WORDS } from './german/words.ts'

/** Everything the server says, in German. Large: only people who read German load it. */
export const GERMAN: Catalogue = [
  ...FILES,
  ...DAMAGE,
  ...WARNINGS,
  ...COLUMNS,
  ...EVIDENCE,
  ...SUGGESTING,
  ...CONFIGURING,
  ...VALUES,
  ...PLANNING,
  ...IMPORTING,
  ...DECIDING,
  ...RESTORING,
  ...COMPANY,
  ...FIELDS,
  ...REQUESTS,
  ...SCHEMAS,
  ...WORDS,
]
