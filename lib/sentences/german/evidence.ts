/** What was found out about a file, and the proof of it: encoding, delimiter, header, dates and decimals. */
export const EVIDENCE = [
  ['comma', 'Komma'],
  ['semicolon', 'Semikolon'],
  ['tab', 'Tabulator'],
  ['vertical bar', 'senkrechter Strich'],
  ['the first line says {hint}', 'die erste Zeile lautet {hint}'],
  ['no delimiter occurs: the file has one column', 'kein Trennzeichen kommt vor: Die Datei hat eine Spalte'],
  [
    'it cuts {agreeing:number} of the first {count:number} records into {fields:number} fields each',
    'es teilt {agreeing:number} der ersten {count:number} Datensätze in je {fields:number} Felder',
  ],
  [
    '{why:sentence}; fields stand in single quotation marks',
    '{why:sentence}; Felder stehen in einfachen Anführungszeichen',
  ],
  ['all its characters are those of ASCII', 'alle Zeichen gehören zu ASCII'],
  [
    'line {line:number} says "{word}", and every byte of the file is valid UTF-8',
    'in Zeile {line:number} steht „{word}“, und jedes Byte der Datei ist gültiges UTF-8',
  ],
  ['the file starts with its byte-order mark', 'die Datei beginnt mit der zugehörigen Bytereihenfolge-Marke'],
  ['every other byte at the start of the file is zero', 'jedes zweite Byte am Anfang der Datei ist null'],
  ['the file is not valid UTF-8', 'die Datei ist kein gültiges UTF-8'],
  [
    'the file is not valid UTF-8; byte {byte} in line {line:number} reads "{word}"',
    'die Datei ist kein gültiges UTF-8; Byte {byte} in Zeile {line:number} ergibt „{word}“',
  ],
  [
    'byte {byte} in line {line:number} reads "{word}", which would be "{other}" in {encoding}',
    'Byte {byte} in Zeile {line:number} ergibt „{word}“; in {encoding} wäre es „{other}“',
  ],

  ['row {row:number}', 'Zeile {row:number}'],
  ['rows {above:number} and {row:number}', 'Zeilen {above:number} und {row:number}'],
  ['it was chosen', 'sie wurde gewählt'],
  [
    'row {above:number} has the titles of groups, or titles that row {row:number} leaves blank',
    'Zeile {above:number} enthält Überschriften von Gruppen oder solche, die Zeile {row:number} leer lässt',
  ],
  [
    'its cells are titles, and rows of the same width follow',
    'ihre Zellen sind Überschriften, und es folgen Zeilen derselben Breite',
  ],
  [
    'it is the first row of titles as wide as the rows below; one line above it is narrower',
    'sie ist die erste Zeile mit Überschriften, die so breit ist wie die Zeilen darunter; eine Zeile darüber ist schmaler',
  ],
  [
    'it is the first row of titles as wide as the rows below; {count:number} lines above it are narrower',
    'sie ist die erste Zeile mit Überschriften, die so breit ist wie die Zeilen darunter; {count:number} Zeilen darüber sind schmaler',
  ],
  [
    'no row looks like titles, so the first row of the table is taken',
    'keine Zeile sieht nach Überschriften aus; deshalb gilt die erste Zeile der Tabelle',
  ],

  ['day first in "{column}"', 'Tag zuerst in „{column}“'],
  ['month first in "{column}"', 'Monat zuerst in „{column}“'],
  ['year first in "{column}"', 'Jahr zuerst in „{column}“'],
  [
    'ambiguous: no day above 12 in "{column}", so read as {order:sentence}',
    'mehrdeutig: kein Tag über 12 in „{column}“; gelesen als: {order:sentence}',
  ],
  ['day first', 'Tag zuerst'],
  ['month first', 'Monat zuerst'],
  ['year first', 'Jahr zuerst'],
  ['months by name in "{column}"', 'Monatsnamen in „{column}“'],
  ['real dates in "{column}"', 'echte Datumsangaben in „{column}“'],
  ['row {row:number} says {value}', 'in Zeile {row:number} steht {value}'],
  [
    'row {row:number} says {value} (a day that does not exist)',
    'in Zeile {row:number} steht {value} (ein Tag, den es nicht gibt)',
  ],
  [
    '{proof:sentence}; but {order:sentence} in one row: {other:sentence}',
    '{proof:sentence}; aber {order:sentence} in einer Zeile: {other:sentence}',
  ],
  [
    '{proof:sentence}; but {order:sentence} in {count:number} rows: {other:sentence}',
    '{proof:sentence}; aber {order:sentence} in {count:number} Zeilen: {other:sentence}',
  ],
  ['{proof:sentence}, and it is the only such date', '{proof:sentence}, und es ist das einzige solche Datum'],
  [
    '{proof:sentence}, and none of its {count:number} such dates is clearer',
    '{proof:sentence}, und keine ihrer {count:number} Datumsangaben dieser Art ist eindeutiger',
  ],
  [
    'row {row:number} says {value} as a date, not as a text',
    'in Zeile {row:number} steht {value} als Datum, nicht als Text',
  ],
  ['decimal comma', 'Dezimalkomma'],
  ['decimal point', 'Dezimalpunkt'],
  [
    'no number in the file shows its decimal sign; the delimiter decides',
    'keine Zahl der Datei zeigt ihr Dezimalzeichen; das Trennzeichen entscheidet',
  ],
  ['row {row:number} says {value} in "{column}"', 'in Zeile {row:number} steht {value} in „{column}“'],
  ['{proof:sentence}; but {other:sentence}', '{proof:sentence}; aber {other:sentence}'],
] as const
