import { useMantineColorScheme } from '@mantine/core'
import { IconSunMoon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ChoiceMenu } from './choice-menu.tsx'

const SCHEMES = ['light', 'dark', 'auto'] as const

/** Chooses light or dark, or as the system has it. */
export function ThemeMenu() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <ChoiceMenu
      label={t('header.theme')}
      icon={IconSunMoon}
      value={colorScheme}
      choices={SCHEMES.map((scheme) => ({ value: scheme, text: t(`header.${scheme}`) }))}
      onChoose={setColorScheme}
    />
  )
}
