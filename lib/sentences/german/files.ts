/** Files that cannot be read: why, and what to do. */
export const FILES = [
  ['The file is empty.', 'Die Datei ist leer.'],
  ['The file holds a single byte.', 'Die Datei enthält nur ein einziges Byte.'],
  ['The file holds nothing but white space.', 'Die Datei enthält nichts als Leerraum.'],
  ['The file is {what:sentence}, not a spreadsheet.', 'Die Datei ist {what:sentence}, keine Tabelle.'],
  ['a picture (PNG)', 'ein Bild (PNG)'],
  ['a picture (JPEG)', 'ein Bild (JPEG)'],
  ['a picture (GIF)', 'ein Bild (GIF)'],
  ['a PDF document', 'ein PDF-Dokument'],
  ['a text document (RTF)', 'ein Textdokument (RTF)'],
  ['a compressed file (gzip)', 'eine komprimierte Datei (gzip)'],
  ['a compressed archive (7z)', 'ein komprimiertes Archiv (7z)'],
  ['a compressed archive (RAR)', 'ein komprimiertes Archiv (RAR)'],
  ['The file is JSON, not a spreadsheet.', 'Die Datei ist JSON, keine Tabelle.'],
  ['The file is XML, not a spreadsheet.', 'Die Datei ist XML, keine Tabelle.'],
  ['The file is a ZIP archive, not a spreadsheet.', 'Die Datei ist ein ZIP-Archiv, keine Tabelle.'],
  ['The file is a Word document, not a spreadsheet.', 'Die Datei ist ein Word-Dokument, keine Tabelle.'],
  [
    'The file is a PowerPoint presentation, not a spreadsheet.',
    'Die Datei ist eine PowerPoint-Präsentation, keine Tabelle.',
  ],
  ['The file is an Office package, but not a spreadsheet.', 'Die Datei ist ein Office-Paket, aber keine Tabelle.'],
  [
    'The file is an OpenDocument file, but not a spreadsheet.',
    'Die Datei ist eine OpenDocument-Datei, aber keine Tabelle.',
  ],
  [
    'The file is an old Office file, but not a spreadsheet.',
    'Die Datei ist eine alte Office-Datei, aber keine Tabelle.',
  ],
  [
    'The file is a document of Apple Numbers, Pages or Keynote.',
    'Die Datei ist ein Dokument von Apple Numbers, Pages oder Keynote.',
  ],
  [
    'The file is a web page (HTML) under the name of a spreadsheet, as some systems export it.',
    'Die Datei ist eine Webseite (HTML) unter dem Namen einer Tabelle, wie manche Systeme sie exportieren.',
  ],
  [
    'The file is in the format {format}, which is not read.',
    'Die Datei hat das Format {format}, das nicht gelesen wird.',
  ],
  ['The file is neither a spreadsheet nor a text.', 'Die Datei ist weder eine Tabelle noch ein Text.'],
  ['The workbook has no worksheet.', 'Die Arbeitsmappe hat kein Tabellenblatt.'],
  ['The worksheet "{name}" cannot be read.', 'Das Tabellenblatt „{name}“ kann nicht gelesen werden.'],
  ['The worksheet "{name}" is empty.', 'Das Tabellenblatt „{name}“ ist leer.'],
  [
    'The worksheet "{name}" has a header but no rows below it.',
    'Das Tabellenblatt „{name}“ hat eine Kopfzeile, aber keine Zeilen darunter.',
  ],
  ['The file has no sheet "{sheet}".', 'Die Datei hat kein Tabellenblatt „{sheet}“.'],
  [
    'The file has no sheet "{sheet}". Its sheets are {sheets:names}.',
    'Die Datei hat kein Tabellenblatt „{sheet}“. Ihre Tabellenblätter sind {sheets:names}.',
  ],
  [
    'The file has no sheet "{sheet}"; a text file has one, "{only}".',
    'Die Datei hat kein Tabellenblatt „{sheet}“; eine Textdatei hat nur eines, „{only}“.',
  ],
  [
    'The file has data on {count:number} worksheets: {sheets:names}. All data must be on one worksheet.',
    'Die Datei enthält Daten auf {count:number} Tabellenblättern: {sheets:names}. Alle Daten müssen auf einem Tabellenblatt stehen.',
  ],
  [
    'Copy all rows onto one worksheet and upload the file again, or upload the worksheets as files of their own.',
    'Kopieren Sie alle Zeilen auf ein Tabellenblatt und laden Sie die Datei erneut hoch, oder laden Sie die Tabellenblätter als eigene Dateien hoch.',
  ],
  [
    'Check that the file was saved with its data, or choose another worksheet or header row.',
    'Prüfen Sie, ob die Datei mit ihren Daten gespeichert wurde, oder wählen Sie ein anderes Tabellenblatt oder eine andere Kopfzeile.',
  ],
  [
    'The file is protected with a password, so that its contents cannot be read.',
    'Die Datei ist mit einem Kennwort geschützt, sodass ihr Inhalt nicht gelesen werden kann.',
  ],
  [
    'Open it in your spreadsheet program, remove the password (File, Info, Protect) and upload it again.',
    'Öffnen Sie sie in Ihrem Tabellenprogramm, entfernen Sie das Kennwort (Datei, Informationen, Schützen) und laden Sie sie erneut hoch.',
  ],
  [
    'The file declares XML entities or a document type, which no spreadsheet program writes.',
    'Die Datei deklariert XML-Entitäten oder einen Dokumenttyp, was kein Tabellenprogramm schreibt.',
  ],
  [
    'The file is small, but unpacks to an amount that no table has.',
    'Die Datei ist klein, ergibt entpackt aber eine Menge, die keine Tabelle hat.',
  ],
  [
    'The file is written in the encoding "{encoding}", which is not known.',
    'Die Datei ist in der Zeichenkodierung „{encoding}“ geschrieben, die nicht bekannt ist.',
  ],
  [
    'The file looks like a spreadsheet ({format}), but its parts do not fit together.',
    'Die Datei sieht aus wie eine Tabelle ({format}), aber ihre Teile passen nicht zusammen.',
  ],
  [
    'A cell of the file holds more than any spreadsheet program can write.',
    'Eine Zelle der Datei enthält mehr, als ein Tabellenprogramm schreiben kann.',
  ],
  [
    'The file holds a value longer than any spreadsheet program can write.',
    'Die Datei enthält einen Wert, der länger ist, als ein Tabellenprogramm ihn schreiben kann.',
  ],
  [
    'A text of the workbook (number {number:number} in "{part}") has more characters than any spreadsheet program writes.',
    'Ein Text der Arbeitsmappe (Nummer {number:number} in „{part}“) hat mehr Zeichen, als ein Tabellenprogramm schreibt.',
  ],
  [
    'In row {row:number} a quotation mark ({quote}) is opened and not closed, so that later rows run into one cell.',
    'In Zeile {row:number} wird ein Anführungszeichen ({quote}) geöffnet und nicht geschlossen, sodass die folgenden Zeilen in eine Zelle laufen.',
  ],
  [
    'Row {row:number} has more than {count:number} characters.',
    'Zeile {row:number} hat mehr als {count:number} Zeichen.',
  ],
  [
    'Row {row:number} has values in more than {count:number} fields; tables may have {most:number} columns.',
    'Zeile {row:number} hat Werte in mehr als {count:number} Feldern; Tabellen dürfen {most:number} Spalten haben.',
  ],
  [
    'On the worksheet "{sheet}" only {read:number} of {count:number} cells can be read.',
    'Auf dem Tabellenblatt „{sheet}“ können nur {read:number} von {count:number} Zellen gelesen werden.',
  ],
  [
    'On the worksheet "{sheet}" the cell {cell} has a value; tables may reach to column {column}.',
    'Auf dem Tabellenblatt „{sheet}“ hat die Zelle {cell} einen Wert; Tabellen dürfen bis Spalte {column} reichen.',
  ],
  [
    'On the worksheet "{sheet}" row {row:number} has values behind column {column}; tables may have {most:number} columns.',
    'Auf dem Tabellenblatt „{sheet}“ hat Zeile {row:number} Werte hinter Spalte {column}; Tabellen dürfen {most:number} Spalten haben.',
  ],
  [
    'On the worksheet "{sheet}" the cell {cell} holds more characters than any spreadsheet program writes.',
    'Auf dem Tabellenblatt „{sheet}“ enthält die Zelle {cell} mehr Zeichen, als ein Tabellenprogramm schreibt.',
  ],
  [
    'On the worksheet "{sheet}" what comes behind row {row:number} holds more characters than any spreadsheet program writes.',
    'Auf dem Tabellenblatt „{sheet}“ enthält das, was auf Zeile {row:number} folgt, mehr Zeichen, als ein Tabellenprogramm schreibt.',
  ],
  [
    'On the worksheet "{sheet}" the cell {cell} holds more than any spreadsheet program can write.',
    'Auf dem Tabellenblatt „{sheet}“ enthält die Zelle {cell} mehr, als ein Tabellenprogramm schreiben kann.',
  ],
  [
    'The name of the worksheet "{name}" is longer than {most:number} characters.',
    'Der Name des Tabellenblatts „{name}“ ist länger als {most:number} Zeichen.',
  ],
  [
    'The part "{part}" of the file is too large to be read.',
    'Der Teil „{part}“ der Datei ist zu groß, um gelesen zu werden.',
  ],
  [
    'The workbook is too large for its format: a {format} file may hold {cells:number} cells and {size:number} MB.',
    'Die Arbeitsmappe ist zu groß für ihr Format: Eine {format}-Datei darf {cells:number} Zellen und {size:number} MB enthalten.',
  ],
  [
    'Check the file on your computer and upload it again.',
    'Prüfen Sie die Datei auf Ihrem Computer und laden Sie sie erneut hoch.',
  ],
  [
    'Copy the table from {program} into a new spreadsheet, save it as .xlsx and upload that.',
    'Kopieren Sie die Tabelle aus {program} in eine neue Tabellendatei, speichern Sie diese als .xlsx und laden Sie sie hoch.',
  ],
  [
    'Delete what stands to the right of the table and upload the file again.',
    'Löschen Sie, was rechts von der Tabelle steht, und laden Sie die Datei erneut hoch.',
  ],
  [
    'Divide the table into several files and upload them one after the other.',
    'Teilen Sie die Tabelle in mehrere Dateien und laden Sie diese nacheinander hoch.',
  ],
  [
    'Export the data as .xlsx or .csv and upload that.',
    'Exportieren Sie die Daten als .xlsx oder .csv und laden Sie diese Datei hoch.',
  ],
  [
    'Give the worksheet a shorter name and upload the file again.',
    'Geben Sie dem Tabellenblatt einen kürzeren Namen und laden Sie die Datei erneut hoch.',
  ],
  [
    'If it is a real workbook, open it, copy the table into a new one, save that as .xlsx and upload it.',
    'Wenn es eine echte Arbeitsmappe ist, öffnen Sie sie, kopieren Sie die Tabelle in eine neue, speichern Sie diese als .xlsx und laden Sie sie hoch.',
  ],
  [
    'Look at this cell in your spreadsheet program, shorten it and save the file as .xlsx.',
    'Sehen Sie sich diese Zelle in Ihrem Tabellenprogramm an, kürzen Sie sie und speichern Sie die Datei als .xlsx.',
  ],
  [
    'Look at this place in your spreadsheet program, shorten what is there and save the file as .xlsx.',
    'Sehen Sie sich diese Stelle in Ihrem Tabellenprogramm an, kürzen Sie, was dort steht, und speichern Sie die Datei als .xlsx.',
  ],
  [
    'Look at this row in a text editor: a quotation mark that opens a field must be closed, and one inside must be doubled.',
    'Sehen Sie sich diese Zeile in einem Texteditor an: Ein Anführungszeichen, das ein Feld öffnet, muss geschlossen werden, und eines innerhalb des Feldes muss verdoppelt werden.',
  ],
  [
    'Look at this row in a text editor: perhaps the line breaks between rows are missing.',
    'Sehen Sie sich diese Zeile in einem Texteditor an: Vielleicht fehlen die Zeilenumbrüche zwischen den Zeilen.',
  ],
  [
    'Look for it in your spreadsheet program, shorten it and save the file as .xlsx.',
    'Suchen Sie die Stelle in Ihrem Tabellenprogramm, kürzen Sie sie und speichern Sie die Datei als .xlsx.',
  ],
  [
    'Look for very long texts in your spreadsheet program, shorten them and save the file as .xlsx.',
    'Suchen Sie in Ihrem Tabellenprogramm nach sehr langen Texten, kürzen Sie sie und speichern Sie die Datei als .xlsx.',
  ],
  [
    'Open it in Numbers, choose File, Export To, Excel, and upload the exported file.',
    'Öffnen Sie sie in Numbers, wählen Sie Ablage, Exportieren, Excel und laden Sie die exportierte Datei hoch.',
  ],
  [
    'Open it in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.',
    'Öffnen Sie sie in Ihrem Tabellenprogramm, speichern Sie sie als Excel-Arbeitsmappe (.xlsx) und laden Sie diese hoch.',
  ],
  [
    'Open the file in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.',
    'Öffnen Sie die Datei in Ihrem Tabellenprogramm, speichern Sie sie als Excel-Arbeitsmappe (.xlsx) und laden Sie diese hoch.',
  ],
  [
    'Open it in your spreadsheet program, save it as .xlsx or .csv and upload that; these may be larger.',
    'Öffnen Sie sie in Ihrem Tabellenprogramm, speichern Sie sie als .xlsx oder .csv und laden Sie diese hoch; solche Dateien dürfen größer sein.',
  ],
  [
    'Unpack it and upload the spreadsheet that is in it.',
    'Entpacken Sie es und laden Sie die Tabelle hoch, die darin ist.',
  ],
  [
    'Upload it again from the original, or open it in your spreadsheet program, check it and save it anew.',
    'Laden Sie sie noch einmal vom Original hoch, oder öffnen Sie sie in Ihrem Tabellenprogramm, prüfen Sie sie und speichern Sie sie neu.',
  ],
  [
    'Upload the spreadsheet itself, as .xlsx, .ods, .xls or .csv.',
    'Laden Sie die Tabelle selbst hoch, als .xlsx, .ods, .xls oder .csv.',
  ],
] as const
