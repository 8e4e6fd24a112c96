/** What is wrong with the custom fields of a company. */
export const FIELDS = [
  [
    'The custom fields cannot be like this; nothing was changed.',
    'So können die eigenen Felder nicht sein; nichts wurde geändert.',
  ],
  [
    'Correct the places named and send the whole list again.',
    'Berichtigen Sie die genannten Stellen und senden Sie die ganze Liste erneut.',
  ],
  [
    'Somebody else changed the custom fields: they have revision {revision:number} now.',
    'Jemand anderes hat die eigenen Felder geändert: Jetzt gilt Revision {revision:number}.',
  ],
  [
    'Read them again (GET /record-types, muster fields list) and repeat the change.',
    'Lesen Sie sie erneut (GET /record-types, muster fields list) und wiederholen Sie die Änderung.',
  ],
  [
    'An import of {type:word} by {person} has been running since {since:moment}.',
    'Ein Import ({type:word}) von {person} läuft seit {since:moment}.',
  ],
  [
    'Fields can be added and renamed meanwhile. To remove one, finish or cancel it (muster imports show {id}).',
    'Felder können währenddessen hinzugefügt und umbenannt werden. Um eines zu entfernen, schließen Sie den Import ab, oder brechen Sie ihn ab (muster imports show {id}).',
  ],
  [
    '"{name}" is no name of a custom field: it is custom. and small letters, digits and hyphens, at most {most:number} characters. Without a name it gets one.',
    '„{name}“ ist kein Name eines eigenen Feldes: Er besteht aus custom. und Kleinbuchstaben, Ziffern und Bindestrichen, höchstens {most:number} Zeichen. Ohne Namen bekommt das Feld einen.',
  ],
  [
    '"{field:label}" is of type {type:word}, and its values would not fit {other:word}. Make a new field with another name and label.',
    '„{field:label}“ ist vom Typ {type:word}, und die Werte würden nicht zum Typ {other:word} passen. Legen Sie ein neues Feld mit anderem Namen und anderer Bezeichnung an.',
  ],
  [
    '"{name}" was a field of type {type:word}, and records may still hold its values. Give another name, or none.',
    '„{name}“ war ein Feld vom Typ {type:word}, und Datensätze können seine Werte noch enthalten. Geben Sie einen anderen Namen an, oder keinen.',
  ],
  ['"{name}" stands twice in the list.', '„{name}“ steht zweimal in der Liste.'],
  ['A field of type {type:word} has none.', 'Ein Feld vom Typ {type:word} hat keine.'],
  [
    'min and max belong to an integer or a number, not to {type:word}.',
    'min und max gehören zu einer ganzen Zahl oder einer Zahl, nicht zum Typ {type:word}.',
  ],
  [
    'The least value {min:number} is above the greatest, {max:number}.',
    'Der kleinste Wert {min:number} liegt über dem größten, {max:number}.',
  ],
  ['A selection needs options.', 'Eine Auswahl braucht Optionen.'],
  [
    '{count:number} options are too many: at most {most:number}.',
    '{count:number} Optionen sind zu viele: höchstens {most:number}.',
  ],
  [
    '"{key}" is no key: up to {most:number} letters, digits, hyphens and underscores.',
    '„{key}“ ist kein Schlüssel: bis zu {most:number} Buchstaben, Ziffern, Binde- und Unterstriche.',
  ],
  [
    'Commas, semicolons and | separate options in a cell; leave them out.',
    'Kommas, Semikolons und | trennen Optionen in einer Zelle; lassen Sie sie weg.',
  ],
  ['"{word}" names option {option:number} already.', '„{word}“ bezeichnet bereits Option {option:number}.'],
  ['"{label:label}" has no letter and no digit.', '„{label:label}“ hat weder Buchstaben noch Ziffern.'],
  [
    '"{label:label}" names field {number:number} of this list; choose a label that titles this column only.',
    '„{label:label}“ bezeichnet bereits Feld {number:number} dieser Liste; wählen Sie eine Bezeichnung, die nur diese Spalte betitelt.',
  ],
  [
    '"{label:label}" names the field {field:label} that {type:label} have anyway; choose a label that titles this column only.',
    '„{label:label}“ bezeichnet das Feld „{field:label}“, das {type:label} ohnehin haben; wählen Sie eine Bezeichnung, die nur diese Spalte betitelt.',
  ],
  [
    '{count:number} custom fields are too many: at most {most:number} per record type.',
    '{count:number} eigene Felder sind zu viele: höchstens {most:number} je Datensatztyp.',
  ],
  [
    'The fields take {bytes:number} bytes, at most {most:number} fit. Shorten help texts and options.',
    'Die Felder brauchen {bytes:number} Byte, höchstens {most:number} passen. Kürzen Sie Hilfetexte und Optionen.',
  ],
] as const
