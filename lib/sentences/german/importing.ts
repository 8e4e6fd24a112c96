/** Starting, answering, stopping and resuming imports: refusals, advice, and the notes of their timelines. */
export const IMPORTING = [
  [
    '{company} is synchronised with {system}; its records are kept there.',
    '{company} wird mit {system} synchronisiert; die Datensätze werden dort geführt.',
  ],
  [
    "Import the data into {system}, or end the synchronisation in the company's settings.",
    'Importieren Sie die Daten in {system}, oder beenden Sie die Synchronisation in den Einstellungen des Unternehmens.',
  ],
  ['Your account may not import in this company.', 'Ihr Konto darf in diesem Unternehmen nicht importieren.'],
  [
    'Ask an administrator to import, or to change the import permission in the settings.',
    'Bitten Sie einen Administrator, zu importieren oder die Importberechtigung in den Einstellungen zu ändern.',
  ],
  [
    'Give either a configuration or the id of a saved one, not both.',
    'Geben Sie entweder eine Konfiguration oder die ID einer gespeicherten an, nicht beides.',
  ],
  ['stands beside a configuration', 'steht neben einer Konfiguration'],
  [
    'This configuration is for {its:word}, not for {wanted:word}.',
    'Diese Konfiguration ist für {its:word}, nicht für {wanted:word}.',
  ],
  [
    'Choose the record type of the configuration, or another configuration.',
    'Wählen Sie den Datensatztyp der Konfiguration oder eine andere Konfiguration.',
  ],
  ['The exclusions name nobody.', 'Die Ausschlüsse nennen niemanden.'],
  ['is the e-mail address of no account', 'ist die E-Mail-Adresse keines Kontos'],
  ['Correct the e-mail addresses (muster users list).', 'Berichtigen Sie die E-Mail-Adressen (muster users list).'],
  [
    'An import by {person} has been running since {since:moment}.',
    'Ein Import von {person} läuft seit {since:moment}.',
  ],
  [
    'A restore or undo by {person} has been running since {since:moment}.',
    'Eine Wiederherstellung oder Rücknahme von {person} läuft seit {since:moment}.',
  ],
  [
    'A restore point by {person} has been running since {since:moment}.',
    'Ein Wiederherstellungspunkt von {person} wird seit {since:moment} erstellt.',
  ],
  [
    'Finish or cancel it first (muster imports show {id}).',
    'Schließen Sie ihn zuerst ab, oder brechen Sie ihn ab (muster imports show {id}).',
  ],
  ['Wait until it has ended, then try again.', 'Warten Sie, bis das beendet ist, und versuchen Sie es dann erneut.'],
  [
    'The file has {rows:number} rows; at most {most:number} are allowed in one import.',
    'Die Datei hat {rows:number} Zeilen; höchstens {most:number} sind in einem Import erlaubt.',
  ],
  [
    'The file has rows of {users:number} users; at most {most:number} are allowed in one import.',
    'Die Datei hat Zeilen von {users:number} Benutzern; höchstens {most:number} sind in einem Import erlaubt.',
  ],
  [
    'Split the file into parts that keep within the limits, all rows of a user in the same part, and import them one after the other.',
    'Teilen Sie die Datei in Teile, die die Grenzen einhalten, alle Zeilen eines Benutzers im selben Teil, und importieren Sie diese nacheinander.',
  ],
  [
    'Split the file into parts that keep within the limits, all rows of a user in the same part, and import them one after the other. The command line does it:\n{command}',
    'Teilen Sie die Datei in Teile, die die Grenzen einhalten, alle Zeilen eines Benutzers im selben Teil, und importieren Sie diese nacheinander. Die Befehlszeile erledigt das:\n{command}',
  ],
  [
    'No row belongs to a user: column "{column}" holds no employee number of an account.',
    'Keine Zeile gehört zu einem Benutzer: Spalte „{column}“ enthält keine Personalnummer eines Kontos.',
  ],
  [
    'No row belongs to a user: column "{column}" holds no e-mail address of an account.',
    'Keine Zeile gehört zu einem Benutzer: Spalte „{column}“ enthält keine E-Mail-Adresse eines Kontos.',
  ],
  [
    'Choose another column for the user assignment, or create the accounts first.',
    'Wählen Sie eine andere Spalte für die Benutzerzuordnung, oder legen Sie zuerst die Konten an.',
  ],
  [
    'Some values may mean users: import again and accept what is suggested, or choose another column for the user assignment.',
    'Manche Werte meinen vielleicht Benutzer: Importieren Sie erneut und nehmen Sie die Vorschläge an, oder wählen Sie eine andere Spalte für die Benutzerzuordnung.',
  ],
  ['may mean {users:list}', 'meint vielleicht {users:list}'],

  ['The corrections do not fit the file and its users.', 'Die Korrekturen passen nicht zur Datei und ihren Benutzern.'],
  [
    'See the values without a user, and whom they may mean (GET /v1/imports/{id}/users).',
    'Sehen Sie nach, welche Werte zu keinem Benutzer gehören und wen sie meinen können (GET /v1/imports/{id}/users).',
  ],
  ['is no value of this file that belongs to no user', 'ist kein Wert dieser Datei, der zu keinem Benutzer gehört'],
  ['is corrected to two users', 'wird auf zwei Benutzer korrigiert'],
  [
    'is the e-mail address of no active user you reach',
    'ist die E-Mail-Adresse keines aktiven Benutzers, auf den Sie Zugriff haben',
  ],
  ['is imported already', 'ist bereits importiert'],
  [
    'Users who are imported already cannot get more rows in this import.',
    'Benutzer, die bereits importiert sind, können in diesem Import keine weiteren Zeilen bekommen.',
  ],
  [
    'Leave these corrections out. Import their rows with a new import of the same file, with the corrections in its configuration.',
    'Lassen Sie diese Korrekturen weg. Importieren Sie die Zeilen mit einem neuen Import derselben Datei, mit den Korrekturen in seiner Konfiguration.',
  ],
  [
    'With these corrections the configuration would be too large.',
    'Mit diesen Korrekturen würde die Konfiguration zu groß.',
  ],
  [
    'Accept fewer of them, and correct the values in the file.',
    'Nehmen Sie weniger davon an, und berichtigen Sie die Werte in der Datei.',
  ],
  ['has no row in this file', 'hat keine Zeile in dieser Datei'],
  [
    'The selection names users who have no row in this file.',
    'Die Auswahl nennt Benutzer, die keine Zeile in dieser Datei haben.',
  ],
  ['See who has (GET /v1/imports/{id}/users).', 'Sehen Sie nach, wer eine hat (GET /v1/imports/{id}/users).'],
  ['The answer is too large to be kept.', 'Die Antwort ist zu groß, um gespeichert zu werden.'],
  [
    'Name fewer users, or give them as those to leave out.',
    'Nennen Sie weniger Benutzer, oder geben Sie die an, die ausgelassen werden sollen.',
  ],
  [
    'One user is imported already: sheet, header row and user assignment cannot change any more.',
    'Ein Benutzer ist bereits importiert: Tabellenblatt, Kopfzeile und Benutzerzuordnung können nicht mehr geändert werden.',
  ],
  [
    '{count:number} users are imported already: sheet, header row and user assignment cannot change any more.',
    '{count:number} Benutzer sind bereits importiert: Tabellenblatt, Kopfzeile und Benutzerzuordnung können nicht mehr geändert werden.',
  ],
  [
    'Keep them as they are, or cancel this import and begin a new one.',
    'Lassen Sie sie, wie sie sind, oder brechen Sie diesen Import ab und beginnen Sie einen neuen.',
  ],
] as const
