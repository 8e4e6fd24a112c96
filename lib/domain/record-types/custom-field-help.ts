import type { CustomFieldType, FieldRule, Text } from './types.ts'

const OF_TYPE: Readonly<Record<CustomFieldType, Text>> = {
  text: { en: 'Text of at most 1,000 characters.', de: 'Text mit höchstens 1.000 Zeichen.' },
  multiline: {
    en: 'Text of several lines, at most 1,000 characters.',
    de: 'Text mit mehreren Zeilen, höchstens 1.000 Zeichen.',
  },
  integer: { en: 'A whole number', de: 'Eine ganze Zahl' },
  number: { en: 'A number', de: 'Eine Zahl' },
  date: { en: 'A date.', de: 'Ein Datum.' },
  time: { en: 'A time of day.', de: 'Eine Uhrzeit.' },
  'date-time': { en: 'A date with a time of day.', de: 'Ein Datum mit Uhrzeit.' },
  'yes-no': { en: 'Yes or no.', de: 'Ja oder nein.' },
  phone: {
    en: 'A phone number, kept as it is written.',
    de: 'Eine Telefonnummer; sie bleibt, wie sie geschrieben ist.',
  },
  email: { en: 'An e-mail address.', de: 'Eine E-Mail-Adresse.' },
  link: { en: 'A web address, with or without https://.', de: 'Eine Internetadresse, mit oder ohne https://.' },
  selection: { en: 'One of the options, by label or key.', de: 'Eine der Möglichkeiten, über Name oder Schlüssel.' },
  'multi-selection': {
    en: 'Some of the options, by label or key, separated by commas, semicolons or line breaks.',
    de: 'Einige der Möglichkeiten, über Name oder Schlüssel, getrennt durch Komma, Semikolon oder Zeilenumbruch.',
  },
  files: {
    en: 'Web addresses of files, each beginning with https://, separated by line breaks, spaces, commas or semicolons.',
    de: 'Internetadressen von Dateien, jede mit https:// am Anfang, getrennt durch Zeilenumbruch, Leerzeichen, Komma oder Semikolon.',
  },
}

/** ` from 1 to 10`, in one language. */
function rangeText({ min, max }: FieldRule, locale: keyof Text): string {
  const written = (number: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(number)
  const [from, to, least, most] =
    locale === 'en' ? ['from', 'to', 'not below', 'not above'] : ['von', 'bis', 'nicht unter', 'nicht über']
  if (min !== undefined && max !== undefined) return ` ${from} ${written(min)} ${to} ${written(max)}.`
  if (min !== undefined) return `, ${least} ${written(min)}.`
  return max === undefined ? '.' : `, ${most} ${written(max)}.`
}

/** What a custom field is for, as the company says, and what may stand in it: refusals of a value end with it. */
export function customFieldHelp(type: CustomFieldType, rule: FieldRule, given: Text | undefined): Text {
  const isNumber = type === 'integer' || type === 'number'
  const text = (locale: keyof Text) =>
    [given?.[locale] ?? '', `${OF_TYPE[type][locale]}${isNumber ? rangeText(rule, locale) : ''}`]
      .filter((part) => part !== '')
      .join(' ')
  return { en: text('en'), de: text('de') }
}
