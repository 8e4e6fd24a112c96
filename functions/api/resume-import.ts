import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, files, importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { resumeImport } from '../../lib/usecases/resume-import.ts'

export const handler = httpHandler(
  'resumeImport',
  wiring(state, importMachine, restoreMachine, files, audit),
  resumeImport,
)
