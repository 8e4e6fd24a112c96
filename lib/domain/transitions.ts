export const IMPORT_STATUSES = [
  'awaiting-upload',
  'inspecting',
  'awaiting-settings',
  'splitting',
  'awaiting-selection',
  'securing',
  'previewing',
  'awaiting-decision',
  'importing',
  'completed',
  'cancelled',
  'aborted',
  'failed',
] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

/**
 * Which status may follow which. The store's conditions, the diagram in the documents and a property test come from it.
 * A status may always follow itself: every step may be repeated.
 */
export const TRANSITIONS = {
  'awaiting-upload': ['inspecting', 'cancelled', 'failed'],
  inspecting: ['awaiting-settings', 'splitting', 'aborted', 'cancelled', 'failed'],
  'awaiting-settings': ['splitting', 'cancelled', 'failed'],
  // After Back the restore point is there already: then nothing is secured again.
  splitting: [
    'awaiting-selection',
    'securing',
    'previewing',
    'importing',
    'completed',
    'aborted',
    'cancelled',
    'failed',
  ],
  // With corrections accepted, the file is split again.
  'awaiting-selection': [
    'awaiting-settings',
    'splitting',
    'securing',
    'previewing',
    'importing',
    'completed',
    'cancelled',
    'failed',
  ],
  securing: ['previewing', 'importing', 'cancelled', 'failed'],
  previewing: ['awaiting-decision', 'importing', 'completed', 'cancelled', 'failed'],
  'awaiting-decision': ['importing', 'previewing', 'awaiting-settings', 'completed', 'cancelled', 'failed'],
  importing: ['previewing', 'completed', 'cancelled', 'failed'],
  completed: [],
  cancelled: [],
  aborted: [],
  // A failed import goes on in the status it failed in.
  failed: [
    'inspecting',
    'awaiting-settings',
    'splitting',
    'awaiting-selection',
    'securing',
    'previewing',
    'awaiting-decision',
    'importing',
  ],
} as const satisfies Record<ImportStatus, readonly ImportStatus[]>

/** Statuses in which an import holds the company's lock no more. */
export const FINAL_STATUSES = ['completed', 'cancelled', 'aborted', 'failed'] as const satisfies readonly ImportStatus[]

export function isFinal(status: ImportStatus): boolean {
  const finals: readonly ImportStatus[] = FINAL_STATUSES
  return finals.includes(status)
}

/** All statuses from which `next` may be reached, itself included. */
export function statusesBefore(next: ImportStatus): ImportStatus[] {
  return IMPORT_STATUSES.filter((status) => {
    const following: readonly ImportStatus[] = TRANSITIONS[status]
    return status === next || following.includes(next)
  })
}
