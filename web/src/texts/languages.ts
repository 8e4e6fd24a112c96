import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { loadSayer, sayEnglish, type Sayer } from '../../../lib/sentences/languages.ts'

export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** How each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

const CHOSEN = 'muster.language'

export const isLanguage = (text: unknown): text is Language => LANGUAGES.some((language) => language === text)

/** The language this person chose in this browser, if they did. */
export function chosenLanguage(): Language | undefined {
  const chosen = localStorage.getItem(CHOSEN)
  return isLanguage(chosen) ? chosen : undefined
}

/** The language to begin with: chosen here, or the browser's. */
function firstLanguage(): Language {
  const ofBrowser = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage)
  return chosenLanguage() ?? ofBrowser ?? 'en'
}

/** Only the language in use is loaded: at first what the first page says, then everything. */
const FIRST = {
  en: async () => (await import('./en/first.ts')).first,
  de: async () => (await import('./de/first.ts')).first,
} as const satisfies Record<Language, () => Promise<unknown>>
const ALL = {
  en: async () => (await import('./en/texts.ts')).texts,
  de: async () => (await import('./de/texts.ts')).texts,
} as const satisfies Record<Language, () => Promise<unknown>>

const sayers = new Map<Language, Sayer>()

/** Says sentences of the server in a language that was loaded. */
export const sayerOf = (language: Language): Sayer => sayers.get(language) ?? sayEnglish

const add = (target: i18n, language: Language, texts: object): void => {
  for (const [namespace, bundle] of Object.entries(texts)) target.addResourceBundle(language, namespace, bundle)
}

/** Makes ready everything that the pages say in a language, by default in the one in use. */
export async function loadAllTexts(target: i18n, language: string = target.language): Promise<void> {
  if (!isLanguage(language) || sayers.has(language)) return
  const [texts, sayer] = await Promise.all([ALL[language](), loadSayer(language)])
  add(target, language, texts)
  sayers.set(language, sayer)
}

/** Makes ready the texts of the language to begin with, as far as the first page needs them. */
export async function startTexts(): Promise<i18n> {
  const language = firstLanguage()
  const texts = i18next.createInstance()
  await texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
    saveMissing: true,
    missingKeyHandler: (_, namespace, key) => reportError(new Error(`There is no text ${namespace}:${key}`)),
  })
  add(texts, language, await FIRST[language]())
  document.documentElement.lang = language
  return texts
}

/** @param remember the person chose it here, and not a setting of theirs */
export async function changeLanguage(texts: i18n, language: Language, remember: boolean): Promise<void> {
  if (remember) localStorage.setItem(CHOSEN, language)
  await loadAllTexts(texts, language)
  await texts.changeLanguage(language)
  document.documentElement.lang = language
}
