/** What is wrong with an import configuration, and how a file differs from the one it was made for. */
export const CONFIGURING = [
  ['The file has no column "{column}".', 'Die Datei hat keine Spalte „{column}“.'],
  [
    'The file has no column "{column}". Its columns are {columns:names}.',
    'Die Datei hat keine Spalte „{column}“. Ihre Spalten sind {columns:names}.',
  ],
  [
    'The file has no column "{column}". Its columns are {columns:names} and {count:number} more.',
    'Die Datei hat keine Spalte „{column}“. Ihre Spalten sind {columns:names} und {count:number} weitere.',
  ],
  ['The file has no column "{column}" ({fields:list}).', 'Die Datei hat keine Spalte „{column}“ ({fields:list}).'],
  [
    'The file has no column "{column}" ({fields:list}). Probably it is "{now}" now: {why:sentence}',
    'Die Datei hat keine Spalte „{column}“ ({fields:list}). Wahrscheinlich heißt sie jetzt „{now}“: {why:sentence}',
  ],
  [
    'The file has no column "{column}" ({fields:list}). Perhaps it is "{now}" now: {why:sentence}',
    'Die Datei hat keine Spalte „{column}“ ({fields:list}). Vielleicht heißt sie jetzt „{now}“: {why:sentence}',
  ],
  [
    'Only case, spaces or punctuation differ.',
    'Nur Groß- und Kleinschreibung, Leer- oder Satzzeichen unterscheiden sich.',
  ],
  ['It is spelt nearly the same.', 'Sie ist fast gleich geschrieben.'],
  ['It stands between "{before}" and "{after}".', 'Sie steht zwischen „{before}“ und „{after}“.'],
  [
    'The file has no sheet "{sheet}"; its only one is "{other}".',
    'Die Datei hat kein Tabellenblatt „{sheet}“; ihr einziges ist „{other}“.',
  ],
  [
    'The file has no sheet "{sheet}"; most data is on "{other}".',
    'Die Datei hat kein Tabellenblatt „{sheet}“; die meisten Daten stehen auf „{other}“.',
  ],
  [
    'The column titles are in row {row:number}, not in row {before:number}.',
    'Die Spaltenüberschriften stehen in Zeile {row:number}, nicht in Zeile {before:number}.',
  ],
  ['The header row is a row number from 1.', 'Die Kopfzeile ist eine Zeilennummer ab 1.'],
  [
    'The header row must be one of the first rows of the sheet.',
    'Die Kopfzeile muss eine der ersten Zeilen des Tabellenblatts sein.',
  ],
  ['No column is mapped to a field.', 'Keine Spalte ist einem Feld zugeordnet.'],
  [
    'No column is mapped to {field:label}, which every new record needs.',
    'Keine Spalte ist dem Feld „{field:label}“ zugeordnet, das jeder neue Datensatz braucht.',
  ],
  [
    'No column is mapped to {fields:list}. {rule:sentence}',
    'Keine Spalte ist zugeordnet: {fields:list}. {rule:sentence}',
  ],
  ['There is no field "{field}".', 'Es gibt kein Feld „{field}“.'],
  [
    '{field:label} is given by Muster; it cannot be imported into new records.',
    '„{field:label}“ wird von Muster vergeben und kann nicht in neue Datensätze importiert werden.',
  ],
  ['{field:label} can only be used as a key.', '„{field:label}“ kann nur als Schlüssel verwendet werden.'],
  ['{field:label} cannot be used as a key.', '„{field:label}“ kann nicht als Schlüssel verwendet werden.'],
  [
    '{field:label} is no date, so that nothing about it is newer.',
    '„{field:label}“ ist kein Datum, sodass nichts daran neuer ist.',
  ],
  ['"{value}" is replaced twice.', '„{value}“ wird zweimal ersetzt.'],
  [
    '"{field:label}" is mapped twice, from "{column}" and "{other}".',
    '„{field:label}“ ist zweimal zugeordnet, von „{column}“ und „{other}“.',
  ],
  [
    '{count:number} fields are keys; at most {most:number} are allowed.',
    '{count:number} Felder sind Schlüssel; höchstens {most:number} sind erlaubt.',
  ],
  [
    'An import that updates needs {least:number} to {most:number} key fields, by which existing records are found.',
    'Ein Import, der aktualisiert, braucht {least:number} bis {most:number} Schlüsselfelder, an denen vorhandene Datensätze gefunden werden.',
  ],
  [
    'Only customers can be brought over from other users.',
    'Nur Kunden können von anderen Benutzern übernommen werden.',
  ],
  ['An import that only creates records brings none over.', 'Ein Import, der nur Datensätze anlegt, übernimmt keine.'],
  [
    'A copy has another Muster ID and would be made again by every import: only the external ID may be a key.',
    'Eine Kopie hat eine andere Muster-ID und würde von jedem Import erneut angelegt: Nur die externe ID darf Schlüssel sein.',
  ],
  [
    'Customers of other users are found by external ID or Muster ID only: no other field may be a key.',
    'Kunden anderer Benutzer werden nur an externer ID oder Muster-ID gefunden: Kein anderes Feld darf Schlüssel sein.',
  ],
  [
    'Only reports can raise the last call of their customers.',
    'Nur Berichte können den letzten Besuch ihrer Kunden fortschreiben.',
  ],
  [
    '"{value}" is corrected twice. Leave one of them.',
    '„{value}“ wird zweimal korrigiert. Behalten Sie eine der Korrekturen.',
  ],
  [
    '"{email}" is the e-mail address of no account. Correct it, or leave this correction out.',
    '„{email}“ ist die E-Mail-Adresse keines Kontos. Berichtigen Sie sie, oder lassen Sie diese Korrektur weg.',
  ],
  ['This import is of {type:word}.', 'Dieser Import betrifft {type:word}.'],
  [
    'This file holds rejected rows only: what is not in it is not missing.',
    'Diese Datei enthält nur abgelehnte Zeilen: Was nicht darin steht, fehlt nicht.',
  ],
  ['The configuration does not fit the file.', 'Die Konfiguration passt nicht zur Datei.'],
  ['The configuration does not fit "{file}".', 'Die Konfiguration passt nicht zu „{file}“.'],
  ['Correct the places named and send it again.', 'Berichtigen Sie die genannten Stellen und senden Sie sie erneut.'],
  [
    'Correct the configuration, or import the file with somebody there to answer. Nothing was imported.',
    'Berichtigen Sie die Konfiguration, oder importieren Sie die Datei, während jemand da ist, um zu antworten. Es wurde nichts importiert.',
  ],
  [
    'The configuration cannot be used, whatever the file.',
    'Die Konfiguration kann nicht verwendet werden, gleich für welche Datei.',
  ],
  [
    'Correct the places named and save it again.',
    'Berichtigen Sie die genannten Stellen und speichern Sie sie erneut.',
  ],
  [
    'Saved import configurations belong to those who may import.',
    'Gespeicherte Importkonfigurationen sind denen vorbehalten, die importieren dürfen.',
  ],
  [
    'Ask an administrator to change the import permission in the settings.',
    'Bitten Sie einen Administrator, die Importberechtigung in den Einstellungen zu ändern.',
  ],
  ['There is a saved configuration "{name}" already.', 'Es gibt bereits eine gespeicherte Konfiguration „{name}“.'],
  ['Choose another name, or change that one.', 'Wählen Sie einen anderen Namen, oder ändern Sie jene.'],
  [
    '{person} changed "{name}" at {at:moment}: it has revision {revision:number} now.',
    '{person} hat „{name}“ geändert ({at:moment}): Jetzt gilt Revision {revision:number}.',
  ],
  [
    'Look at what it is now, and save yours with that revision.',
    'Sehen Sie sich den jetzigen Stand an und speichern Sie Ihren mit dieser Revision.',
  ],
  [
    'The company has {count:number} saved configurations.',
    'Das Unternehmen hat {count:number} gespeicherte Konfigurationen.',
  ],
  ['Delete some that are not used any more.', 'Löschen Sie einige, die nicht mehr gebraucht werden.'],
] as const
