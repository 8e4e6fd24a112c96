/** Why a row is not imported as it stands, or was not written, and why an import of all users stops to ask. */
export const PLANNING = [
  ['The cell is empty: the row belongs to no user.', 'Die Zelle ist leer: Die Zeile gehört zu keinem Benutzer.'],
  ['No user has the employee number "{value}".', 'Kein Benutzer hat die Personalnummer „{value}“.'],
  ['No user has the e-mail address "{value}".', 'Kein Benutzer hat die E-Mail-Adresse „{value}“.'],
  [
    'The key {columns:names} is empty, so that the record cannot be found.',
    'Der Schlüssel {columns:names} ist leer, sodass der Datensatz nicht gefunden werden kann.',
  ],
  [
    'The same key {columns:names} is also in row {rows:list}.',
    'Derselbe Schlüssel {columns:names} steht auch in Zeile {rows:list}.',
  ],
  [
    'This user has no record with the ID "{id}", and IDs are given by Muster only.',
    'Dieser Benutzer hat keinen Datensatz mit der ID „{id}“, und IDs werden nur von Muster vergeben.',
  ],
  [
    '"{title}" exists already with the same key; this import creates new records only.',
    '„{title}“ ist mit demselben Schlüssel schon vorhanden; dieser Import legt nur neue Datensätze an.',
  ],
  [
    '"{title}" is in the recycle bin with the same key; this import creates new records only.',
    '„{title}“ liegt mit demselben Schlüssel im Papierkorb; dieser Import legt nur neue Datensätze an.',
  ],
  [
    '"{title}" of this user has the external ID "{id}" already.',
    '„{title}“ dieses Benutzers hat bereits die externe ID „{id}“.',
  ],
  [
    '{count:number} records of this user have this key {columns:names}: {titles:names}; which one is meant cannot be said.',
    '{count:number} Datensätze dieses Benutzers haben diesen Schlüssel {columns:names}: {titles:names}; welcher gemeint ist, lässt sich nicht sagen.',
  ],
  [
    '{count:number} records in this user’s recycle bin have this key {columns:names}: {titles:names}; which one is meant cannot be said.',
    '{count:number} Datensätze im Papierkorb dieses Benutzers haben diesen Schlüssel {columns:names}: {titles:names}; welcher gemeint ist, lässt sich nicht sagen.',
  ],
  [
    'Because it cannot be said which record this row is about, no record of this user is deleted as missing from the file.',
    'Weil sich nicht sagen lässt, um welchen Datensatz es in dieser Zeile geht, wird kein Datensatz dieses Benutzers als in der Datei fehlend gelöscht.',
  ],
  [
    'The customer "{customer}" is in this user’s recycle bin.',
    'Der Kunde „{customer}“ liegt im Papierkorb dieses Benutzers.',
  ],
  ['This user has no customer "{customer}".', 'Dieser Benutzer hat keinen Kunden „{customer}“.'],
  [
    '"{id}" is the external ID of one customer and the Muster ID of another.',
    '„{id}“ ist die externe ID eines Kunden und die Muster-ID eines anderen.',
  ],
  [
    'Another user had this customer when the import began and has it no more; import the row again to create it.',
    'Ein anderer Benutzer hatte diesen Kunden, als der Import begann, und hat ihn nicht mehr; importieren Sie die Zeile erneut, um ihn anzulegen.',
  ],
  [
    '{email} had this customer when the import began and has it no more; import the row again to create it.',
    '{email} hatte diesen Kunden, als der Import begann, und hat ihn nicht mehr; importieren Sie die Zeile erneut, um ihn anzulegen.',
  ],
  [
    'A user outside your groups has this customer; an administrator can move it.',
    'Ein Benutzer außerhalb Ihrer Gruppen hat diesen Kunden; ein Administrator kann ihn verschieben.',
  ],
  [
    '{email} has this customer, and a row of the file for it too; it stays there. Leave the row only at the user who is to have it.',
    '{email} hat diesen Kunden und dafür auch eine Zeile in der Datei; er bleibt dort. Lassen Sie die Zeile nur bei dem Benutzer stehen, der ihn haben soll.',
  ],
  [
    '{users:list} have this customer; which one is meant cannot be said.',
    'Diesen Kunden haben {users:list}; welcher gemeint ist, lässt sich nicht sagen.',
  ],
  ['a user outside your groups', 'ein Benutzer außerhalb Ihrer Gruppen'],
  ['{count:number} users outside your groups', '{count:number} Benutzer außerhalb Ihrer Gruppen'],
  [
    '"{title}" of {type:word} stays with {email}: this user has the external ID "{id}" already.',
    '„{title}“ ({type:word}) bleibt bei {email}: Dieser Benutzer hat bereits die externe ID „{id}“.',
  ],
  [
    '{count:number} of {all:number} records ({share:number}%) would be changed; above {most:number}% an import of all users stops and asks.',
    '{count:number} von {all:number} Datensätzen ({share:number} %) würden geändert; über {most:number} % hält der Import aller Benutzer an und fragt.',
  ],
  [
    '{count:number} of {all:number} records ({share:number}%) would be deleted; above {most:number}% an import of all users stops and asks.',
    '{count:number} von {all:number} Datensätzen ({share:number} %) würden gelöscht; über {most:number} % hält der Import aller Benutzer an und fragt.',
  ],
  [
    '{count:number} of {all:number} customers of {email} would go to other users; above {most:number}% an import of all users stops and asks.',
    '{count:number} von {all:number} Kunden von {email} gingen an andere Benutzer; über {most:number} % hält der Import aller Benutzer an und fragt.',
  ],

  [
    'The row through which this would change was not written.',
    'Die Zeile, durch die sich dies ändern würde, wurde nicht geschrieben.',
  ],
  ['The record was removed for good after the preview.', 'Der Datensatz wurde nach der Vorschau endgültig entfernt.'],
  [
    'The record was changed after the preview (version {version:number}, {at:moment}); it was left as it is.',
    'Der Datensatz wurde nach der Vorschau geändert (Version {version:number}, {at:moment}); er blieb, wie er ist.',
  ],
  [
    'The record was deleted after the preview (version {version:number}, {at:moment}); it was left as it is.',
    'Der Datensatz wurde nach der Vorschau gelöscht (Version {version:number}, {at:moment}); er blieb, wie er ist.',
  ],
  [
    'Somebody entered a record with the external ID {id} after the preview; it was kept.',
    'Jemand hat nach der Vorschau einen Datensatz mit der externen ID {id} eingetragen; er blieb erhalten.',
  ],
  [
    '"{title}" came to this user by other hands meanwhile.',
    '„{title}“ kam inzwischen auf anderem Weg zu diesem Benutzer.',
  ],
  [
    '{email} changed the record after the preview; it stays with {owner}.',
    '{email} hat den Datensatz nach der Vorschau geändert; er bleibt bei {owner}.',
  ],
  [
    '{email} changed the record after the preview; it was worked on at both users already, so that both have it now.',
    '{email} hat den Datensatz nach der Vorschau geändert; er wurde schon bei beiden Benutzern bearbeitet, sodass ihn jetzt beide haben.',
  ],
] as const
