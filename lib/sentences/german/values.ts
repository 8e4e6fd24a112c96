/** Why a cell or an entered value does not fit its field, and rules over several fields of a record. */
export const VALUES = [
  [
    'The cell holds the error {error} instead of a value.',
    'Die Zelle enthält den Fehler {error} anstelle eines Wertes.',
  ],
  ['"{value}" is not a number.', '„{value}“ ist keine Zahl.'],
  ['"{value}" is not a whole number.', '„{value}“ ist keine ganze Zahl.'],
  ['"{value}" is not a date.', '„{value}“ ist kein Datum.'],
  ['"{value}" is a date that does not exist.', '„{value}“ ist ein Datum, das es nicht gibt.'],
  ['"{value}" is not a date with a time.', '„{value}“ ist kein Datum mit Uhrzeit.'],
  [
    '"{value}" is a date with a time that does not exist.',
    '„{value}“ ist ein Datum mit einer Uhrzeit, die es nicht gibt.',
  ],
  ['"{value}" is not a time of day.', '„{value}“ ist keine Uhrzeit.'],
  ['"{value}" is a time of day that does not exist.', '„{value}“ ist eine Uhrzeit, die es nicht gibt.'],
  ['"{value}" is neither yes nor no.', '„{value}“ ist weder Ja noch Nein.'],
  ['"{value}" is not an e-mail address.', '„{value}“ ist keine E-Mail-Adresse.'],
  ['"{value}" is not a web address.', '„{value}“ ist keine Webadresse.'],
  [
    '"{value}" is not a web address that begins with https:// (a space in one is written %20).',
    '„{value}“ ist keine Webadresse, die mit https:// beginnt (ein Leerzeichen darin wird %20 geschrieben).',
  ],
  [
    '"{value}" has {count:number} characters; at most {most:number} fit.',
    '„{value}“ hat {count:number} Zeichen; höchstens {most:number} passen hinein.',
  ],
  [
    '"{value}" has {count:number} characters; at most {most:number} fit into {field:label}.',
    '„{value}“ hat {count:number} Zeichen; höchstens {most:number} passen in „{field:label}“.',
  ],
  [
    '{count:number} links are more than {field:label} takes: at most {most:number}.',
    '{count:number} Links sind mehr, als „{field:label}“ aufnimmt: höchstens {most:number}.',
  ],
  [
    '"{value}" is none of the values of this selection: {options:list}.',
    '„{value}“ ist keiner der Werte dieser Auswahl: {options:list}.',
  ],
  [
    '"{value}" is none of the values of this selection: {options:list} and {count:number} more.',
    '„{value}“ ist keiner der Werte dieser Auswahl: {options:list} und {count:number} weitere.',
  ],
  [
    '"{value}" is not a country name or ISO code Muster knows.',
    '„{value}“ ist kein Ländername oder ISO-Code, den Muster kennt.',
  ],
  [
    '"{value}" is not allowed in {field:label}. {help:label}',
    '„{value}“ ist in „{field:label}“ nicht erlaubt. {help:label}',
  ],
  [
    '{value:number} is out of range for {field:label}. {help:label}',
    '{value:number} liegt außerhalb dessen, was „{field:label}“ erlaubt. {help:label}',
  ],
  ['{field:label} is required.', '„{field:label}“ ist erforderlich.'],
  [
    '{field:label} is required for a new record, and no column is mapped to it.',
    '„{field:label}“ ist für einen neuen Datensatz erforderlich, und keine Spalte ist zugeordnet.',
  ],
  [
    '{field:label} is required for a new record, and the cell is empty.',
    '„{field:label}“ ist für einen neuen Datensatz erforderlich, und die Zelle ist leer.',
  ],
  [
    '{field:label} is required and cannot be cleared.',
    '„{field:label}“ ist erforderlich und kann nicht geleert werden.',
  ],
  [
    '{field:label} is "{value}" and cannot be changed once it is set.',
    '„{field:label}“ ist „{value}“ und kann nicht mehr geändert werden, sobald es gesetzt ist.',
  ],
  ['{field:label} takes one value, not a list.', '„{field:label}“ nimmt einen Wert auf, keine Liste.'],
  ['{type:label} have no such field.', '{type:label} haben kein solches Feld.'],
  ['The ID is given by Muster and cannot be set.', 'Die ID wird von Muster vergeben und kann nicht gesetzt werden.'],
  ['An appointment needs a latest end or a duration.', 'Ein Termin braucht ein spätestes Ende oder eine Dauer.'],
  ['The latest end is not after the earliest begin.', 'Das späteste Ende liegt nicht nach dem frühesten Beginn.'],
  [
    'The duration is longer than the time between earliest begin and latest end.',
    'Die Dauer ist länger als die Zeit zwischen frühestem Beginn und spätestem Ende.',
  ],
  ['A report needs an end time or a duration.', 'Ein Bericht braucht ein Ende oder eine Dauer.'],
  ['The end time is before the start time.', 'Das Ende liegt vor dem Beginn.'],
  [
    'All fields of the record together take more than {bytes:number} bytes. Shorten its longest texts.',
    'Alle Felder des Datensatzes brauchen zusammen mehr als {bytes:number} Byte. Kürzen Sie die längsten Texte.',
  ],
] as const
