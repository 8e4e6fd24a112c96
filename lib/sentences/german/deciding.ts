/** Questions that an import asks, what becomes of answers, and how it ends or goes on. */
export const DECIDING = [
  ['There is no such question.', 'Diese Frage gibt es nicht.'],
  ['There is no such decision to make.', 'Diese Entscheidung steht nicht an.'],
  [
    '"{action:word}" is no answer to the question for the {step:word}.',
    '„{action:word}“ ist keine Antwort auf die Frage nach: {step:word}.',
  ],
  ['Possible are: {actions:list}.', 'Möglich sind: {actions:list}.'],
  [
    'The import waits for no settings now; it is {status:word}.',
    'Der Import wartet jetzt nicht auf Einstellungen; sein Status ist „{status:word}“.',
  ],
  [
    'The import waits for no selection now; it is {status:word}.',
    'Der Import wartet jetzt nicht auf eine Auswahl; sein Status ist „{status:word}“.',
  ],
  [
    'The import waits for no decision now; it is {status:word}.',
    'Der Import wartet jetzt nicht auf eine Entscheidung; sein Status ist „{status:word}“.',
  ],
  [
    'The import {id} never asked this question for the settings.',
    'Der Import {id} hat diese Frage nach den Einstellungen nie gestellt.',
  ],
  [
    'The import {id} never asked this question for the selection.',
    'Der Import {id} hat diese Frage nach der Auswahl nie gestellt.',
  ],
  [
    'The import {id} never asked this question for the decision.',
    'Der Import {id} hat diese Frage nach der Entscheidung nie gestellt.',
  ],
  [
    'See what it asks now (GET /v1/imports/{id}), or leave out approvalId.',
    'Sehen Sie nach, was er jetzt fragt (GET /v1/imports/{id}), oder lassen Sie approvalId weg.',
  ],
  ['See where it stands (muster imports show {id}).', 'Sehen Sie nach, wo er steht (muster imports show {id}).'],
  [
    'Somebody decided otherwise ({action:word}) at {at:moment}.',
    'Jemand hat anders entschieden ({action:word}; {at:moment}).',
  ],
  [
    '{person} decided otherwise ({action:word}) at {at:moment}.',
    '{person} hat anders entschieden ({action:word}; {at:moment}).',
  ],
  ['Nothing was changed by your answer.', 'Ihre Antwort hat nichts geändert.'],
  [
    'This question is over; the import has ended or goes on without it.',
    'Diese Frage ist erledigt; der Import ist beendet oder läuft ohne sie weiter.',
  ],
  [
    'Begin a new import if there is still something to do.',
    'Beginnen Sie einen neuen Import, wenn noch etwas zu tun ist.',
  ],
  [
    'The file is not inspected yet; the import is {status:word}.',
    'Die Datei ist noch nicht geprüft; der Status des Imports ist „{status:word}“.',
  ],
  ['Wait until the import asks for its settings.', 'Warten Sie, bis der Import nach seinen Einstellungen fragt.'],
  ['This import has no configuration yet.', 'Dieser Import hat noch keine Konfiguration.'],
  ['Give its settings first.', 'Geben Sie zuerst seine Einstellungen an.'],
  ['{email} is not imported yet.', '{email} ist noch nicht importiert.'],
  [
    'The preview says what would happen; the result follows when it was written.',
    'Die Vorschau sagt, was geschehen würde; das Ergebnis folgt, sobald geschrieben wurde.',
  ],
  ['There is no preview of {email} in this import yet.', 'Es gibt in diesem Import noch keine Vorschau für {email}.'],
  [
    'Previews are made one user after the other; the state of the import says whose is next.',
    'Vorschauen entstehen ein Benutzer nach dem anderen; der Stand des Imports sagt, wer als Nächstes an der Reihe ist.',
  ],
  ['The import is over: it is {status:word}.', 'Der Import ist vorbei: Sein Status ist „{status:word}“.'],
  [
    'Only a failed import can be resumed; this one is {status:word}.',
    'Nur ein fehlgeschlagener Import kann fortgesetzt werden; der Status von diesem ist „{status:word}“.',
  ],
  ['Somebody resumed this import just now.', 'Jemand hat diesen Import gerade eben fortgesetzt.'],
  [
    'A restore or undo by {person} at {at:moment} came after this import stopped.',
    'Nachdem dieser Import stehen blieb, kam eine Wiederherstellung oder Rücknahme von {person} ({at:moment}).',
  ],
  [
    'Begin a new import of the same file: it changes only what differs.',
    'Beginnen Sie einen neuen Import derselben Datei: Er ändert nur, was abweicht.',
  ],
  ['Nobody answered in time.', 'Niemand hat rechtzeitig geantwortet.'],
  ['The file was never uploaded.', 'Die Datei wurde nie hochgeladen.'],
  ['Cancelled by {email} before the upload.', 'Vor dem Hochladen von {email} abgebrochen.'],
  ['Resumed by {email}.', 'Fortgesetzt von {email}.'],
  ['Corrected by somebody.', 'Von jemandem korrigiert.'],
  ['Corrected by {person}.', 'Korrigiert von {person}.'],
  ['The import stopped without a word.', 'Der Import blieb ohne Meldung stehen.'],
  [
    'Nothing is half counted. Resume it (muster imports resume {id}).',
    'Nichts ist halb gezählt. Setzen Sie ihn fort (muster imports resume {id}).',
  ],
  [
    'A step of the import failed again and again. What was imported stays; nothing is half counted.',
    'Ein Schritt des Imports ist immer wieder fehlgeschlagen. Importiertes bleibt erhalten; nichts ist halb gezählt.',
  ],
  [
    'Resume it: it goes on where it stopped (muster imports resume {id}).',
    'Setzen Sie ihn fort: Er geht dort weiter, wo er stehen blieb (muster imports resume {id}).',
  ],
  ['The account that began this import is no more.', 'Das Konto, das diesen Import begonnen hat, gibt es nicht mehr.'],
  [
    'Begin the import again with an account that exists.',
    'Beginnen Sie den Import erneut mit einem Konto, das es gibt.',
  ],
] as const
