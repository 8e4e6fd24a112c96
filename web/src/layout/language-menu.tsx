import { IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES } from '../texts/languages.ts'
import { ChoiceMenu } from './choice-menu.tsx'

/** Chooses the language of the pages in this browser. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation()
  return (
    <ChoiceMenu
      label={t('header.language')}
      icon={IconLanguage}
      value={i18n.language}
      choices={LANGUAGES.map((language) => ({ value: language, text: LANGUAGE_NAMES[language], lang: language }))}
      onChoose={(language) => void changeLanguage(i18n, language, true)}
    />
  )
}
