/** Why a column was suggested for a field, and whom a value of the assignment column means. */
export const SUGGESTING = [
  ['"{header}" is the name of this field.', '„{header}“ ist der Name dieses Feldes.'],
  ['"{header}" is a usual name for {field:label}.', '„{header}“ ist ein üblicher Name für „{field:label}“.'],
  [
    '"{header}" is spelt nearly like "{name}", a name for {field:label}.',
    '„{header}“ ist fast so geschrieben wie „{name}“, ein Name für „{field:label}“.',
  ],
  [
    '"{header}" is "{name}" of the record, so {field:label}.',
    '„{header}“ ist „{name}“ des Datensatzes, also „{field:label}“.',
  ],
  [
    '"{header}" was mapped so in the import of {day:moment}.',
    '„{header}“ war im Import vom {day:moment} so zugeordnet.',
  ],
  ['Its values are {values:sentence}.', 'Die Werte sind {values:sentence}.'],
  [
    'Its values are {values:sentence}, and "{header}" sounds like {field:label}.',
    'Die Werte sind {values:sentence}, und „{header}“ klingt nach „{field:label}“.',
  ],
  ['e-mail addresses', 'E-Mail-Adressen'],
  ['web addresses', 'Webadressen'],
  ['phone numbers', 'Telefonnummern'],
  ['countries', 'Länder'],
  [
    'Its values are dates, and "{header}" has the words of "{name}".',
    'Die Werte sind Datumsangaben, und „{header}“ enthält die Wörter von „{name}“.',
  ],
  [
    'These are rejected rows of the import of "{file}" of {day:moment}, which had it so.',
    'Dies sind abgelehnte Zeilen des Imports von „{file}“ vom {day:moment}, bei dem es so war.',
  ],

  ['Its values are employee numbers of your users.', 'Die Werte sind Personalnummern Ihrer Benutzer.'],
  ['Its values are e-mail addresses of your users.', 'Die Werte sind E-Mail-Adressen Ihrer Benutzer.'],
  ['Its values mean employee numbers of your users.', 'Die Werte meinen Personalnummern Ihrer Benutzer.'],
  ['Its values mean e-mail addresses of your users.', 'Die Werte meinen E-Mail-Adressen Ihrer Benutzer.'],
  [
    'Some are written otherwise ("{sample}" for "{means}"): whom they mean has to be accepted.',
    'Manche sind anders geschrieben („{sample}“ für „{means}“): Wen sie meinen, muss bestätigt werden.',
  ],
  [
    'They are written otherwise ("{sample}" for "{means}"): whom they mean has to be accepted.',
    'Sie sind anders geschrieben („{sample}“ für „{means}“): Wen sie meinen, muss bestätigt werden.',
  ],
  [
    'Some lost their leading zeros ("{sample}" for "{means}"): whom they mean has to be accepted.',
    'Manche haben ihre führenden Nullen verloren („{sample}“ für „{means}“): Wen sie meinen, muss bestätigt werden.',
  ],
  [
    'They lost their leading zeros ("{sample}" for "{means}"): whom they mean has to be accepted.',
    'Sie haben ihre führenden Nullen verloren („{sample}“ für „{means}“): Wen sie meinen, muss bestätigt werden.',
  ],
  [
    '"{header}" is a usual name for the user a row belongs to.',
    '„{header}“ ist ein üblicher Name für den Benutzer, zu dem eine Zeile gehört.',
  ],
  ['"{header}" said so in the import of {day:moment}.', '„{header}“ gab das im Import vom {day:moment} an.'],
  [
    '{why:sentence} "{header}" holds e-mail addresses, but the first of them are no users\'.',
    '{why:sentence} „{header}“ enthält E-Mail-Adressen, aber die ersten davon gehören keinem Benutzer.',
  ],
  [
    'No column was found that says whose a row is, by e-mail or by employee number.',
    'Es wurde keine Spalte gefunden, die per E-Mail-Adresse oder Personalnummer angibt, zu wem eine Zeile gehört.',
  ],

  [
    'is {email}, with something before, behind or in between.',
    'ist {email}, mit etwas davor, dahinter oder dazwischen.',
  ],
  ['is the e-mail address of {name}.', 'ist die E-Mail-Adresse von {name}.'],
  ['is what stands before the @ in {email}.', 'ist das, was in {email} vor dem @ steht.'],
  ['is the name of {email}.', 'ist der Name von {email}.'],
  ['differs by one letter from {email}.', 'unterscheidet sich in einem Buchstaben von {email}.'],
  [
    'differs by one letter from {email}, behind the @.',
    'unterscheidet sich hinter dem @ in einem Buchstaben von {email}.',
  ],
  ['differs by {count:number} letters from {email}.', 'unterscheidet sich in {count:number} Buchstaben von {email}.'],
  [
    'differs by {count:number} letters from {email}, behind the @.',
    'unterscheidet sich hinter dem @ in {count:number} Buchstaben von {email}.',
  ],
  [
    'has another domain than {email}, and the same before the @.',
    'hat eine andere Domain als {email}, und dasselbe vor dem @.',
  ],
  ['is the employee number of {email}.', 'ist die Personalnummer von {email}.'],
  [
    'is the employee number {number} with a decimal place.',
    'ist die Personalnummer {number} mit einer Nachkommastelle.',
  ],
  ['is the employee number {number}, written otherwise.', 'ist die Personalnummer {number}, anders geschrieben.'],
  [
    'is the employee number {number} but for zeros in front.',
    'ist bis auf Nullen am Anfang die Personalnummer {number}.',
  ],
] as const
