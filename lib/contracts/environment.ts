import { z } from 'zod'

const name = z.string().min(1)

/** The environment variables of each part a function may be wired to. Each function has only those of its capabilities. */
export const environments = {
  state: z.object({ STATE_TABLE: name }),
  records: z.object({ RECORDS_TABLE: name }),
  audit: z.object({ AUDIT_TABLE: name }),
  files: z.object({ BUCKET: name }),
  importMachine: z.object({ IMPORT_STATE_MACHINE_ARN: name }),
  restoreMachine: z.object({ RESTORE_STATE_MACHINE_ARN: name }),
  mail: z.object({ MAIL_FROM: name, WEB_URL: z.url() }),
} as const

/** What a function may touch, and the environment that goes with it. Its permissions follow from these words too. */
export const ENVIRONMENT_OF = {
  'state:read': 'state',
  'state:write': 'state',
  'records:read': 'records',
  'records:write': 'records',
  'audit:append': 'audit',
  'audit:read': 'audit',
  'uploads:read': 'files',
  'uploads:presign': 'files',
  'files:read': 'files',
  'files:write': 'files',
  'points:tag': 'files',
  'points:delete': 'files',
  changes: 'records',
  'import-machine:start': 'importMachine',
  'import-machine:describe': 'importMachine',
  'restore-machine:start': 'restoreMachine',
  'restore-machine:describe': 'restoreMachine',
  callbacks: undefined,
  mail: 'mail',
} as const satisfies Record<string, keyof typeof environments | undefined>

export type Capability = keyof typeof ENVIRONMENT_OF
