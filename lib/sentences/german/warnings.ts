/** What a person should look at in a file that can be read, and what to do about it. */
export const WARNINGS = [
  ['The worksheet "{sheet}" is hidden.', 'Das Tabellenblatt „{sheet}“ ist ausgeblendet.'],
  [
    'Its rows are kept. Unhide it, or choose another worksheet, if it is not meant to be imported.',
    'Seine Zeilen bleiben erhalten. Blenden Sie es ein, oder wählen Sie ein anderes Tabellenblatt, wenn es nicht importiert werden soll.',
  ],
  [
    'Data is on {count:number} worksheets: {sheets:names}; only "{sheet}" is read.',
    'Daten stehen auf {count:number} Tabellenblättern: {sheets:names}; nur „{sheet}“ wird gelesen.',
  ],
  [
    'Copy all rows onto one worksheet, or import each worksheet as a file of its own.',
    'Kopieren Sie alle Zeilen auf ein Tabellenblatt, oder importieren Sie jedes Tabellenblatt als eigene Datei.',
  ],
  [
    'Row {row:number} is hidden; what is hidden is read too.',
    'Zeile {row:number} ist ausgeblendet; auch Ausgeblendetes wird gelesen.',
  ],
  [
    '{count:number} rows (first row {row:number}) are hidden; what is hidden is read too.',
    '{count:number} Zeilen (zuerst Zeile {row:number}) sind ausgeblendet; auch Ausgeblendetes wird gelesen.',
  ],
  [
    'They are imported like all others. Delete them, or clear the filter, if they are not meant.',
    'Sie werden wie alle anderen importiert. Löschen Sie sie, oder heben Sie den Filter auf, wenn sie nicht gemeint sind.',
  ],
  [
    'The column {columns:names} is hidden; what is hidden is read too.',
    'Die Spalte {columns:names} ist ausgeblendet; auch Ausgeblendetes wird gelesen.',
  ],
  [
    '{count:number} columns ({columns:names}) are hidden; what is hidden is read too.',
    '{count:number} Spalten ({columns:names}) sind ausgeblendet; auch Ausgeblendetes wird gelesen.',
  ],
  [
    'They are read like all others. Leave them out of the field mapping if they are not meant.',
    'Sie werden wie alle anderen gelesen. Lassen Sie sie in der Feldzuordnung weg, wenn sie nicht gemeint sind.',
  ],
  ['Cells are merged (once, first {range}).', 'Zellen sind verbunden (einmal, {range}).'],
  [
    'Cells are merged ({count:number} times, first {range}).',
    'Zellen sind verbunden ({count:number}-mal, zuerst {range}).',
  ],
  [
    'Only the top left cell has the value. Unmerge the cells and fill in the value in each row.',
    'Nur die Zelle links oben hat den Wert. Heben Sie die Verbindung auf und tragen Sie den Wert in jede Zeile ein.',
  ],
  [
    'The title in {range} reaches below the header row {row:number}.',
    'Die Überschrift in {range} reicht unter die Kopfzeile {row:number} hinab.',
  ],
  [
    'If the lower row still belongs to the column titles, choose it as the header row.',
    'Wenn die untere Zeile noch zu den Spaltenüberschriften gehört, wählen Sie diese als Kopfzeile.',
  ],
  ['The titles stand again in row {row:number}.', 'Die Überschriften stehen noch einmal in Zeile {row:number}.'],
  [
    'The titles stand again in {count:number} rows, first in row {row:number}.',
    'Die Überschriften stehen noch einmal in {count:number} Zeilen, zuerst in Zeile {row:number}.',
  ],
  [
    'Delete the repeated titles, or expect these rows to be rejected.',
    'Löschen Sie die wiederholten Überschriften; sonst werden diese Zeilen voraussichtlich abgelehnt.',
  ],
  [
    'More than one column has the title "{title}"; this one is called "{name}".',
    'Mehr als eine Spalte hat die Überschrift „{title}“; diese heißt hier „{name}“.',
  ],
  [
    'Give each column a title of its own, or map the columns by the names shown here.',
    'Geben Sie jeder Spalte eine eigene Überschrift, oder ordnen Sie die Spalten nach den hier gezeigten Namen zu.',
  ],
  [
    'A column with values has no title: {columns:names}.',
    'Eine Spalte mit Werten hat keine Überschrift: {columns:names}.',
  ],
  [
    '{count:number} columns with values have no title: {columns:names}.',
    '{count:number} Spalten mit Werten haben keine Überschrift: {columns:names}.',
  ],
  [
    'Give these columns a title, or map them by the names shown here.',
    'Geben Sie diesen Spalten eine Überschrift, oder ordnen Sie sie nach den hier gezeigten Namen zu.',
  ],
  ['Row {row:number}, between rows of data, is blank.', 'Zeile {row:number}, zwischen Datenzeilen, ist leer.'],
  [
    '{count:number} rows between rows of data (first row {row:number}) are blank.',
    '{count:number} Zeilen zwischen Datenzeilen (zuerst Zeile {row:number}) sind leer.',
  ],
  [
    'Blank rows are left out. Check whether something was deleted by mistake.',
    'Leere Zeilen werden ausgelassen. Prüfen Sie, ob etwas versehentlich gelöscht wurde.',
  ],
  [
    'Row {row:number} looks like a total: {why:sentence}.',
    'Zeile {row:number} sieht aus wie eine Summe: {why:sentence}.',
  ],
  [
    'Row {row:number} looks like a remark below the table: {why:sentence}.',
    'Zeile {row:number} sieht aus wie eine Bemerkung unter der Tabelle: {why:sentence}.',
  ],
  ['it says "{text}"', 'dort steht „{text}“'],
  [
    'it says "{text}", and {sum} is the sum of the rows above',
    'dort steht „{text}“, und {sum} ist die Summe der Zeilen darüber',
  ],
  ['it says "{text}", which is the number of rows above', 'dort steht „{text}“, die Anzahl der Zeilen darüber'],
  ['{sum} is the sum of the rows above', '{sum} ist die Summe der Zeilen darüber'],
  ['its only cell says "{text}"', 'in ihrer einzigen Zelle steht „{text}“'],
  [
    'It counts as a row of data. Delete it in the file, or expect it to be rejected or assigned to nobody.',
    'Sie zählt als Datenzeile. Löschen Sie sie in der Datei; sonst wird sie voraussichtlich abgelehnt oder niemandem zugeordnet.',
  ],
  [
    'The header has {columns:number} columns, but row {row:number} reaches to column {column}.',
    'Die Kopfzeile hat {columns:number} Spalten, aber Zeile {row:number} reicht bis Spalte {column}.',
  ],
  [
    'Look for a stray value far to the right of the table, and delete it.',
    'Suchen Sie nach einem verirrten Wert weit rechts von der Tabelle und löschen Sie ihn.',
  ],
  ['Row {row:number} has more fields than the header.', 'Zeile {row:number} hat mehr Felder als die Kopfzeile.'],
  [
    '{count:number} rows (first row {row:number}) have more fields than the header.',
    '{count:number} Zeilen (zuerst Zeile {row:number}) haben mehr Felder als die Kopfzeile.',
  ],
  [
    'Check these rows: perhaps a delimiter stands inside a value without quotation marks.',
    'Prüfen Sie diese Zeilen: Vielleicht steht ein Trennzeichen in einem Wert ohne Anführungszeichen.',
  ],
  [
    'The column {columns:names} is shown as percent: the cells hold {value:number}, not the number with the sign.',
    'Die Spalte {columns:names} wird als Prozent angezeigt: Die Zellen enthalten {value:number}, nicht die Zahl mit dem Zeichen.',
  ],
  [
    '{count:number} columns ({columns:names}) are shown as percent: the cells hold {value:number}, not the number with the sign.',
    '{count:number} Spalten ({columns:names}) werden als Prozent angezeigt: Die Zellen enthalten {value:number}, nicht die Zahl mit dem Zeichen.',
  ],
  [
    'The number itself is imported: 0.19 where 19 % is shown. Multiply the column by 100 if that is meant.',
    'Importiert wird die Zahl selbst: 0,19, wo 19 % angezeigt wird. Multiplizieren Sie die Spalte mit 100, wenn das gemeint ist.',
  ],
  [
    'A formula has no stored value and read as empty.',
    'Eine Formel hat keinen gespeicherten Wert und wird als leer gelesen.',
  ],
  [
    '{count:number} formulas have no stored value and read as empty.',
    '{count:number} Formeln haben keinen gespeicherten Wert und werden als leer gelesen.',
  ],
  [
    'Open the file in your spreadsheet program and save it, so that it stores the values.',
    'Öffnen Sie die Datei in Ihrem Tabellenprogramm und speichern Sie sie, damit es die Werte speichert.',
  ],
  [
    'A zero byte stands in line {line:number}; they are kept as invisible characters.',
    'In Zeile {line:number} steht ein Nullbyte; Nullbytes bleiben als unsichtbare Zeichen erhalten.',
  ],
  [
    '{count:number} zero bytes stand in the text, the first in line {line:number}; they are kept as invisible characters.',
    'Im Text stehen {count:number} Nullbytes, das erste in Zeile {line:number}; sie bleiben als unsichtbare Zeichen erhalten.',
  ],
  [
    'Export the file anew without them; some programs fill up short texts with zero bytes.',
    'Exportieren Sie die Datei neu ohne sie; manche Programme füllen kurze Texte mit Nullbytes auf.',
  ],
  [
    '{warning:sentence} (and {count:number} more like it)',
    '{warning:sentence} (und {count:number} weitere dieser Art)',
  ],
] as const
