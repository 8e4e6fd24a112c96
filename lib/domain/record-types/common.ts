import type { Field } from './types.ts'

/** Source: the reference product's rules for key fields, see PRODUCT "Fields". */
const EXTERNAL_ID_PATTERN = '[A-Za-z0-9_{}.-]{1,40}'

/** The system's own identifier: can be used to find a record, never to set one. */
export const idField = (synonyms: readonly string[] = []): Field => ({
  name: 'id',
  type: 'identifier',
  label: { en: 'Muster ID', de: 'Muster-ID' },
  help: {
    en: 'Given by Muster when the record is created, and never changed. Map it only to find existing records.',
    de: 'Wird von Muster beim Anlegen vergeben und nie geändert. Nur zuordnen, um vorhandene Datensätze zu finden.',
  },
  immutable: true,
  key: true,
  rule: { maxLength: 64 },
  synonyms: ['Record ID', 'System ID', 'Datensatz-ID', 'Portatour ID', ...synonyms],
})

/** The company's own identifier of a record. */
export const externalIdField = (synonyms: readonly string[]): Field => ({
  name: 'externalId',
  type: 'identifier',
  label: { en: 'External ID', de: 'Externe ID' },
  help: {
    en: 'Your own number of this record: at most 40 letters, digits and - _ { } . – case-sensitive, unique per user, unchangeable once set.',
    de: 'Ihre eigene Nummer des Datensatzes: höchstens 40 Buchstaben, Ziffern und - _ { } . – Groß-/Kleinschreibung zählt, je Benutzer eindeutig, einmal gesetzt unveränderlich.',
  },
  immutable: true,
  key: true,
  rule: { maxLength: 40, pattern: EXTERNAL_ID_PATTERN },
  synonyms: ['ID', 'Ext. ID', 'ExtID', 'Externe Nummer', 'External number', ...synonyms],
})

/** The customer that an appointment, a task or a report belongs to. */
export const customerField = (required: boolean): Field => ({
  name: 'customer',
  type: 'reference',
  label: { en: 'Customer', de: 'Kunde' },
  help: {
    en: 'The customer by its external ID or its Muster ID. It must be one of the same user’s customers.',
    de: 'Der Kunde über seine externe ID oder seine Muster-ID. Es muss ein Kunde desselben Benutzers sein.',
  },
  ...(required ? { required } : {}),
  key: true,
  rule: { maxLength: 64, target: 'customers' },
  synonyms: [
    'Kunde - Externe ID',
    'Customer - External ID',
    'Kundennummer',
    'Kunden-Nr.',
    'Kundennr',
    'Kd.Nr.',
    'KdNr',
    'Kunden-ID',
    'Kunde - Muster-ID',
    'Customer number',
    'Customer no.',
    'Customer ID',
    'Account number',
    'Debitor',
    'Debitorennummer',
  ],
})

export const subjectField: Field = {
  name: 'subject',
  type: 'text',
  label: { en: 'Subject', de: 'Betreff' },
  help: { en: 'What it is about, in one line.', de: 'Worum es geht, in einer Zeile.' },
  required: true,
  key: true,
  rule: { maxLength: 250 },
  synonyms: ['Title', 'Titel', 'Thema', 'Topic', 'Bezeichnung', 'Aufgabe', 'Task', 'Anlass'],
}

export const noteField: Field = {
  name: 'note',
  type: 'multiline',
  label: { en: 'Note', de: 'Notiz' },
  help: { en: 'Free text of several lines.', de: 'Freier Text mit mehreren Zeilen.' },
  rule: { maxLength: 10_000 },
  synonyms: [
    'Notes',
    'Notizen',
    'Bemerkung',
    'Bemerkungen',
    'Anmerkung',
    'Anmerkungen',
    'Kommentar',
    'Comment',
    'Comments',
    'Text',
    'Remark',
    'Remarks',
    'Beschreibung',
    'Description',
  ],
}

/** Street, ZIP, city and country. Customers must have ZIP and city; appointments take the customer's address if they have none. */
export const addressFields = (required: boolean): readonly [Field, Field, Field, Field] => {
  const must = required ? { required } : {}
  return [
    {
      name: 'street',
      type: 'text',
      label: { en: 'Street', de: 'Straße' },
      help: { en: 'Street and house number.', de: 'Straße und Hausnummer.' },
      key: true,
      rule: { maxLength: 250 },
      synonyms: [
        'Strasse',
        'Str.',
        'Straße und Hausnummer',
        'Straße Nr.',
        'Adresse',
        'Anschrift',
        'Address',
        'Street address',
      ],
    },
    {
      name: 'zip',
      type: 'text',
      label: { en: 'ZIP', de: 'PLZ' },
      help: {
        en: 'Postal code. It stays text: zeros in front are kept, and come back where the country shows that a spreadsheet lost them.',
        de: 'Postleitzahl. Sie bleibt Text: führende Nullen bleiben, und kommen wieder, wo das Land zeigt, dass eine Tabelle sie verloren hat.',
      },
      ...must,
      key: true,
      rule: { maxLength: 20 },
      synonyms: ['Postleitzahl', 'ZIP code', 'Zipcode', 'Postal code', 'Postcode', 'Post code'],
    },
    {
      name: 'city',
      type: 'text',
      label: { en: 'City', de: 'Ort' },
      help: { en: 'City or town.', de: 'Stadt oder Gemeinde.' },
      ...must,
      key: true,
      rule: { maxLength: 120 },
      synonyms: ['Stadt', 'Town', 'Wohnort', 'Gemeinde', 'Location'],
    },
    {
      name: 'country',
      type: 'country',
      label: { en: 'Country', de: 'Land' },
      help: {
        en: 'Two-letter ISO code, or the name in English or German.',
        de: 'ISO-Code mit zwei Buchstaben oder der Name auf Deutsch oder Englisch.',
      },
      key: true,
      synonyms: ['Country code', 'Ländercode', 'Länderkennzeichen', 'LKZ', 'Staat', 'Nation', 'ISO'],
    },
  ]
}
