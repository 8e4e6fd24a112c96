/** Requests that are not as the API describes them, and sign-in. */
export const REQUESTS = [
  ['The request is not as the API describes it.', 'Die Anfrage ist nicht so, wie die API sie beschreibt.'],
  [
    'Correct what is named; /openapi.json describes every request.',
    'Berichtigen Sie, was genannt ist; /openapi.json beschreibt jede Anfrage.',
  ],
  [
    'The server has too much to do at the moment, or is just starting.',
    'Der Server hat gerade zu viel zu tun, oder er startet gerade.',
  ],
  ['There is no such property.', 'Diese Eigenschaft gibt es nicht.'],
  ['The body is not JSON.', 'Der Inhalt der Anfrage ist kein JSON.'],
  ['not JSON', 'kein JSON'],
  [
    'Something went wrong inside Muster. Nothing is known to be wrong with the request.',
    'In Muster ist etwas schiefgegangen. An der Anfrage ist kein Fehler bekannt.',
  ],
  [
    'Try again. If it stays, report the request id {id}.',
    'Versuchen Sie es erneut. Wenn es so bleibt, melden Sie die Anfrage-ID {id}.',
  ],
  ['The cursor does not belong to this list.', 'Die Stelle zum Weiterblättern gehört nicht zu dieser Liste.'],
  [
    'Give the cursor of the page before unchanged, or none for the first page.',
    'Geben Sie die der vorigen Seite unverändert an, oder keine für die erste Seite.',
  ],
  [
    'Start again with the first page: what is shown may have been made anew.',
    'Beginnen Sie wieder mit der ersten Seite: Was gezeigt wird, kann inzwischen neu entstanden sein.',
  ],
  ['"{value}" cannot be the {name} of a request.', '„{value}“ kann nicht {name} einer Anfrage sein.'],
  [
    'The file {file} has {bytes:number} bytes, more than one answer can hold.',
    'Die Datei {file} hat {bytes:number} Byte, mehr als eine Antwort aufnehmen kann.',
  ],
  [
    'Ask for it as CSV, and let the client accept gzip.',
    'Fordern Sie sie als CSV an, und lassen Sie den Client gzip annehmen.',
  ],
  ['The request has no access token.', 'Die Anfrage hat kein Zugriffstoken.'],
  ['The access token lacks the scope {scope}.', 'Dem Zugriffstoken fehlt der Geltungsbereich {scope}.'],
  [
    'The access token names no company or no e-mail address.',
    'Das Zugriffstoken nennt kein Unternehmen oder keine E-Mail-Adresse.',
  ],
  [
    'The access token names a company or an e-mail address that cannot exist.',
    'Das Zugriffstoken nennt ein Unternehmen oder eine E-Mail-Adresse, die es nicht geben kann.',
  ],
  [
    'There is no active account with this e-mail address in the company.',
    'Im Unternehmen gibt es kein aktives Konto mit dieser E-Mail-Adresse.',
  ],
  ['Sign in with an active account of the company.', 'Melden Sie sich mit einem aktiven Konto des Unternehmens an.'],

  ['The server answered with status {status:number}.', 'Der Server hat mit Status {status:number} geantwortet.'],
  ['Unauthorized', 'Nicht angemeldet'],
  ['Forbidden', 'Nicht erlaubt'],
  ['Not Found', 'Nicht gefunden'],
  ['Too Many Requests', 'Zu viele Anfragen'],
  ['Internal Server Error', 'Interner Fehler des Servers'],
  ['Service Unavailable', 'Der Dienst ist zurzeit nicht erreichbar'],

  ['are more than {size:number} KB', 'sind mehr als {size:number} KB'],
  ['is larger than {size:number} KB', 'ist größer als {size:number} KB'],
  [
    'is {version}, but this Muster knows import configurations of version {newest:number}: take one that it made, or the newer Muster that made this one',
    'ist {version}, aber dieses Muster kennt Importkonfigurationen der Version {newest:number}: Nehmen Sie eine, die es erstellt hat, oder das neuere Muster, das diese erstellt hat',
  ],
  ['is one line of text', 'ist eine Zeile Text'],
  ['holds half of a character', 'enthält ein halbes Zeichen'],
  ['holds halves of characters', 'enthält halbe Zeichen'],
  ['holds control characters or halves of characters', 'enthält Steuerzeichen oder halbe Zeichen'],
  ['is too close to 0', 'liegt zu nah an 0'],
  ['not a known time zone, e.g. Europe/Vienna', 'keine bekannte Zeitzone, z. B. Europe/Vienna'],
] as const
