/** What is doubtful in the values of one column: what, where, why, and what to do. */
export const COLUMNS = [
  [
    '{what:sentence} in "{column}" in row {row:number}: {value}',
    '{what:sentence} in „{column}“ in Zeile {row:number}: {value}',
  ],
  [
    '{what:sentence} in "{column}" in {count:number} rows, first in row {row:number}: {value}',
    '{what:sentence} in „{column}“ in {count:number} Zeilen, zuerst in Zeile {row:number}: {value}',
  ],
  [
    '{what:sentence} in "{column}" in row {row:number}: {value}. {why:sentence}',
    '{what:sentence} in „{column}“ in Zeile {row:number}: {value}. {why:sentence}',
  ],
  [
    '{what:sentence} in "{column}" in {count:number} rows, first in row {row:number}: {value}. {why:sentence}',
    '{what:sentence} in „{column}“ in {count:number} Zeilen, zuerst in Zeile {row:number}: {value}. {why:sentence}',
  ],
  ['Formula errors', 'Formelfehler'],
  [
    'Correct the formulas, or expect these cells to be rejected.',
    'Berichtigen Sie die Formeln; sonst werden diese Zellen voraussichtlich abgelehnt.',
  ],
  ['Numbers of more than 15 digits', 'Zahlen mit mehr als 15 Stellen'],
  [
    'A spreadsheet keeps no more, so that their last digits are lost.',
    'Mehr behält ein Tabellenprogramm nicht; ihre letzten Stellen sind verloren.',
  ],
  [
    'Format the column as text before the numbers are entered or exported.',
    'Formatieren Sie die Spalte als Text, bevor die Zahlen eingegeben oder exportiert werden.',
  ],
  ['Numbers cut to a power of ten', 'Zahlen, auf eine Zehnerpotenz gekürzt,'],
  ['Their last digits are lost.', 'Ihre letzten Stellen sind verloren.'],
  [
    'Export the column anew, formatted as text or as a whole number.',
    'Exportieren Sie die Spalte neu, als Text oder als ganze Zahl formatiert.',
  ],
  ['Hash signs instead of values', 'Rautezeichen anstelle von Werten'],
  ['The column was too narrow to show them.', 'Die Spalte war zu schmal, um sie anzuzeigen.'],
  [
    'Make the column wider in the program that exports it, and export it anew.',
    'Machen Sie die Spalte in dem Programm, das sie exportiert, breiter und exportieren Sie sie neu.',
  ],
  ['Text damaged before it came into this file', 'Text, der schon beschädigt in diese Datei kam,'],
  ['Question marks in place of letters', 'Fragezeichen anstelle von Buchstaben'],
  [
    'Export the file anew as UTF-8, or correct these texts.',
    'Exportieren Sie die Datei neu als UTF-8, oder berichtigen Sie diese Texte.',
  ],
  [
    'Texts as long as a cell can be ({count:number} characters)',
    'Texte, so lang wie eine Zelle sein kann ({count:number} Zeichen),',
  ],
  ['Texts of exactly {count:number} characters', 'Texte mit genau {count:number} Zeichen'],
  ['Their ends may be missing.', 'Ihr Ende fehlt möglicherweise.'],
  [
    'Compare one of these texts with its origin. If its end is missing, export the column in another way.',
    'Vergleichen Sie einen dieser Texte mit seiner Herkunft. Wenn sein Ende fehlt, exportieren Sie die Spalte auf andere Weise.',
  ],
  ['Numbers instead of text', 'Zahlen statt Text'],
  ['Fewer digits than in other rows', 'Weniger Stellen als in anderen Zeilen'],
  ['Leading zeros may be lost.', 'Führende Nullen sind möglicherweise verloren.'],
  [
    'Format the column as text, and fill in the zeros that are missing.',
    'Formatieren Sie die Spalte als Text und ergänzen Sie die fehlenden Nullen.',
  ],
  ['Texts among numbers', 'Texte unter Zahlen'],
  [
    'Turn them into real numbers, or check that the decimal sign is right.',
    'Wandeln Sie sie in echte Zahlen um, oder prüfen Sie, ob das Dezimalzeichen stimmt.',
  ],
  ['Dates among texts', 'Datumsangaben unter Texten'],
  [
    'Perhaps they were something else before a spreadsheet took them for dates.',
    'Vielleicht waren sie etwas anderes, bevor ein Tabellenprogramm sie für Datumsangaben hielt.',
  ],
  [
    'Check these cells: spreadsheets turn phone numbers, ratios and codes into dates.',
    'Prüfen Sie diese Zellen: Tabellenprogramme machen aus Telefonnummern, Verhältnissen und Codes Datumsangaben.',
  ],
  ['Plain numbers among dates', 'Bloße Zahlen unter Datumsangaben'],
  [
    'Counted from 1904, and not from 1900, they lie among the other dates.',
    'Von 1904 statt von 1900 an gezählt, liegen sie unter den übrigen Datumsangaben.',
  ],
  ['Format these cells as dates.', 'Formatieren Sie diese Zellen als Datum.'],
  ['Days that do not exist', 'Tage, die es nicht gibt,'],
  [
    'Correct these dates, or expect these cells to be rejected.',
    'Berichtigen Sie diese Datumsangaben; sonst werden diese Zellen voraussichtlich abgelehnt.',
  ],
  ['Dates before {from} or after {to}', 'Datumsangaben vor {from} oder nach {to}'],
  [
    'Check these dates: a wrong base year (1904) or a two-digit year may have moved them.',
    'Prüfen Sie diese Datumsangaben: Ein falsches Basisjahr (1904) oder ein zweistelliges Jahr kann sie verschoben haben.',
  ],
  ['Texts among real dates', 'Texte unter echten Datumsangaben'],
  [
    'Turn them into real dates, or check that the order of day and month is right.',
    'Wandeln Sie sie in echte Datumsangaben um, oder prüfen Sie, ob die Reihenfolge von Tag und Monat stimmt.',
  ],
  ['Times with a time zone', 'Uhrzeiten mit Zeitzone'],
  [
    'Times are taken as they are written, without moving them to another time zone.',
    'Uhrzeiten werden genommen, wie sie geschrieben sind, ohne sie in eine andere Zeitzone umzurechnen.',
  ],
  [
    'Dates are written day first and month first: row {row:number} of "{column}" says {value}, row {otherRow:number} of "{otherColumn}" says {otherValue}.',
    'Datumsangaben sind teils mit dem Tag zuerst, teils mit dem Monat zuerst geschrieben: Zeile {row:number} von „{column}“ enthält {value}, Zeile {otherRow:number} von „{otherColumn}“ enthält {otherValue}.',
  ],
  [
    'Only one order is used for the file. Turn the other dates into real dates or the same order.',
    'Für die Datei gilt nur eine Reihenfolge. Wandeln Sie die anderen Datumsangaben in echte um, oder bringen Sie sie in dieselbe Reihenfolge.',
  ],
] as const
