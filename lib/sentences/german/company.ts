/** Records, accounts, and what a person may see and do. */
export const COMPANY = [
  ['Only administrators may do this.', 'Das dürfen nur Administratoren.'],
  ['Ask an administrator of your company.', 'Fragen Sie einen Administrator Ihres Unternehmens.'],
  [
    'There is no such import, or it is not yours to see.',
    'Diesen Import gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  ],
  [
    'There is no such question, or it is not yours to see.',
    'Diese Frage gibt es nicht, oder Sie dürfen sie nicht sehen.',
  ],
  [
    'There is no such record, or it is not yours to see.',
    'Diesen Datensatz gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  ],
  [
    'There is no such record in the recycle bin, or it is not yours to see.',
    'Diesen Datensatz gibt es im Papierkorb nicht, oder Sie dürfen ihn nicht sehen.',
  ],
  [
    'There is no such restore, or it is not yours to see.',
    'Diese Wiederherstellung gibt es nicht, oder Sie dürfen sie nicht sehen.',
  ],
  [
    'There is no such restore point, or it is not yours to see.',
    'Diesen Wiederherstellungspunkt gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  ],
  [
    'There is no such saved import configuration, or it is not yours to see.',
    'Diese gespeicherte Importkonfiguration gibt es nicht, oder Sie dürfen sie nicht sehen.',
  ],
  [
    'There is no such user, or it is not yours to see.',
    'Diesen Benutzer gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  ],
  [
    'There is no such user in this import, or it is not yours to see.',
    'Diesen Benutzer gibt es in diesem Import nicht, oder Sie dürfen ihn nicht sehen.',
  ],
  [
    'There is no such user in this restore, or it is not yours to see.',
    'Diesen Benutzer gibt es in dieser Wiederherstellung nicht, oder Sie dürfen ihn nicht sehen.',
  ],

  ['The record would not be valid.', 'Der Datensatz wäre nicht gültig.'],
  [
    'Correct the fields that are named (GET /record-types says what each may hold).',
    'Berichtigen Sie die genannten Felder (GET /record-types sagt, was jedes enthalten darf).',
  ],
  [
    'The record was changed meanwhile: it has version {version:number}.',
    'Der Datensatz wurde inzwischen geändert: Er hat Version {version:number}.',
  ],
  ['Read it again and repeat the change.', 'Lesen Sie ihn erneut und wiederholen Sie die Änderung.'],
  [
    'The record was entered, and changed by somebody else at once; record {id} has the same external ID.',
    'Der Datensatz wurde eingetragen und gleich darauf von jemand anderem geändert; Datensatz {id} hat dieselbe externe ID.',
  ],
  ['Look at both records and delete one.', 'Sehen Sie sich beide Datensätze an und löschen Sie einen.'],
  ['Another record has the external ID "{id}".', 'Ein anderer Datensatz hat die externe ID „{id}“.'],
  [
    'Another record in the recycle bin has the external ID "{id}".',
    'Ein anderer Datensatz im Papierkorb hat die externe ID „{id}“.',
  ],
  ['Change that record, or choose another ID.', 'Ändern Sie jenen Datensatz, oder wählen Sie eine andere ID.'],
  [
    'Restore that record, or choose another ID.',
    'Stellen Sie jenen Datensatz wieder her, oder wählen Sie eine andere ID.',
  ],
  ['This external ID is in use.', 'Diese externe ID ist vergeben.'],
  [
    'Record {id} has the external ID "{externalId}" by now.',
    'Datensatz {id} hat inzwischen die externe ID „{externalId}“.',
  ],
  [
    'Leave this record in the recycle bin, or put the other one there first.',
    'Lassen Sie diesen Datensatz im Papierkorb, oder legen Sie zuerst den anderen hinein.',
  ],

  ['Entry {entry:number} has the same one.', 'Eintrag {entry:number} hat den gleichen Wert.'],
  ['The account {email} has it.', 'Das Konto {email} hat diesen Wert.'],
  ['Entry {entry:number} is about the same account.', 'Eintrag {entry:number} betrifft dasselbe Konto.'],
  [
    '{count:number} of the accounts cannot be written; none was.',
    '{count:number} der Konten können nicht geschrieben werden; keines wurde geschrieben.',
  ],
  [
    'E-mail address and employee number are unique within the company. Correct the entries that are named.',
    'E-Mail-Adresse und Personalnummer sind im Unternehmen eindeutig. Berichtigen Sie die genannten Einträge.',
  ],
  ['The company would be left without an active administrator.', 'Das Unternehmen bliebe ohne aktiven Administrator.'],
  ['Make somebody else an administrator first.', 'Machen Sie zuerst jemand anderen zum Administrator.'],
  ['Another account has the employee number {number}.', 'Ein anderes Konto hat die Personalnummer {number}.'],
  ['Another account has the e-mail address {email}.', 'Ein anderes Konto hat die E-Mail-Adresse {email}.'],
  [
    'Both are unique within the company: they say whose a row is.',
    'Beide sind im Unternehmen eindeutig: Sie sagen, zu wem eine Zeile gehört.',
  ],
  [
    '{person} runs an import since {since:moment}; it may reach this account.',
    'Ein Import von {person} läuft seit {since:moment}; er kann dieses Konto erreichen.',
  ],
  [
    '{person} runs a restore since {since:moment}; it may reach this account.',
    'Eine Wiederherstellung von {person} läuft seit {since:moment}; sie kann dieses Konto erreichen.',
  ],
  ['Remove it when that has ended.', 'Entfernen Sie es, wenn das beendet ist.'],
  [
    '{email} has records; removing the account would lose them.',
    '{email} hat Datensätze; mit dem Konto gingen sie verloren.',
  ],
  [
    'Make the account inactive instead: it then takes part in nothing, and its records stay.',
    'Setzen Sie das Konto stattdessen inaktiv: Es nimmt dann an nichts teil, und seine Datensätze bleiben.',
  ],
] as const
