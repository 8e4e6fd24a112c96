import type { KeptReason, RestoreAction, RestoreEntry } from '../domain/restores.ts'

/** What a restore or undo does with a record, and why, in words: on pages and in reports. */
export interface ChangeWords {
  readonly action: Readonly<Record<RestoreAction, string>>
  readonly since: Readonly<Record<NonNullable<RestoreEntry['since']>['what'], string>>
  readonly kept: Readonly<Record<KeptReason, string>>
  /** Who it was, if no person and no import. */
  readonly author: Readonly<Record<'restore' | 'undo', string>>
}

export const ENGLISH_CHANGES: ChangeWords = {
  action: {
    created: 'there again',
    updated: 'put back',
    restored: 'out of the recycle bin',
    deleted: 'into the recycle bin',
    removed: 'taken away',
    moved: 'back to the user it came from',
    kept: 'stays',
  },
  since: {
    created: 'entered since',
    changed: 'changed since',
    deleted: 'deleted since',
    gone: 'it was in this account no more',
  },
  kept: {
    edited: 'edited since',
    'deleted-since': 'deleted again since',
    'in-use': 'other records refer to it by now',
    gone: 'it is in this account no more',
    'already-there': 'it is there already',
    'external-id-in-use': 'another record has its external ID by now',
    'belongs-to-another-user': 'it came from a user for whom nothing is undone; choose both users to bring it back',
    'customer-stays': 'the customer it belongs to stays',
  },
  author: { restore: 'a restore', undo: 'an undo' },
}

export const GERMAN_CHANGES: ChangeWords = {
  action: {
    created: 'wieder da',
    updated: 'zurückgesetzt',
    restored: 'aus dem Papierkorb',
    deleted: 'in den Papierkorb',
    removed: 'entfernt',
    moved: 'zurück an den früheren Benutzer',
    kept: 'bleibt',
  },
  since: {
    created: 'seither eingegeben',
    changed: 'seither geändert',
    deleted: 'seither gelöscht',
    gone: 'war nicht mehr in diesem Konto',
  },
  kept: {
    edited: 'seither bearbeitet',
    'deleted-since': 'seither wieder gelöscht',
    'in-use': 'andere Datensätze verweisen inzwischen darauf',
    gone: 'ist nicht mehr in diesem Konto',
    'already-there': 'ist bereits da',
    'external-id-in-use': 'ein anderer Datensatz hat inzwischen seine externe ID',
    'belongs-to-another-user':
      'kam von einem Benutzer, für den nichts zurückgenommen wird; wählen Sie beide, um ihn zurückzuholen',
    'customer-stays': 'der Kunde, zu dem er gehört, bleibt',
  },
  author: { restore: 'eine Wiederherstellung', undo: 'eine Rücknahme' },
}
