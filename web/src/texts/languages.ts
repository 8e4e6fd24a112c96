import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { loadSayer, sayEnglish, type Sayer } from './sentences/languages.ts'

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

/** Only the language in use is loaded. */
const LOADERS = {
  en: async () => (await import('./en/texts.ts')).texts,
  de: async () => (await import('./de/texts.ts')).texts,
} as const satisfies Record<Language, () => Promise<unknown>>

const sayers = new Map<Language, Sayer>()

/** Says sentences of the server in a language that was loaded. */
export const sayerOf = (language: Language): Sayer => sayers.get(language) ?? sayEnglish

async function load(target: i18n, language: Language): Promise<void> {
  if (target.hasResourceBundle(language, 'common')) return
  const [texts, sayer] = await Promise.all([LOADERS[language](), loadSayer(language)])
  sayers.set(language, sayer)
  for (const [namespace, bundle] of Object.entries(texts)) target.addResourceBundle(language, namespace, bundle)
}

/** Makes ready the texts of the language to begin with. */
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
  })
  await load(texts, language)
  document.documentElement.lang = language
  return texts
}

/** @param remember the person chose it here, and not a setting of theirs */
export async function changeLanguage(texts: i18n, language: Language, remember: boolean): Promise<void> {
  if (remember) localStorage.setItem(CHOSEN, language)
  await load(texts, language)
  await texts.changeLanguage(language)
  document.documentElement.lang = language
}
