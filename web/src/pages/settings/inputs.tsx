import { NativeSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RANGES, type SettingName, type SettingsDraft } from './draft.ts'

/** The settings as they stand in the form, and how to change them. */
export interface Settings {
  readonly draft: SettingsDraft
  readonly wrong: readonly SettingName[]
  readonly mayChange: boolean
  readonly change: (part: Partial<SettingsDraft>) => void
}

interface Props<Name extends SettingName> {
  readonly settings: Settings
  readonly name: Name
  readonly label: string
  readonly description?: string
}

/** Where the form puts the focus if this setting is wrong. */
export const idOf = (name: SettingName): string => `setting-${name}`

type WrittenName = keyof typeof RANGES | 'name' | 'maxDeletedPercent' | 'maxChangedPercent'

/** A setting that is typed. */
export function Written({ settings, name, label, description }: Props<WrittenName>) {
  const { t } = useTranslation('companySettings')
  const isWrong = settings.wrong.includes(name)
  const error = () => {
    if (name === 'name') return t('required')
    return name in RANGES && isRanged(name) ? t('wrongNumber', RANGES[name]) : t('wrongPercent')
  }
  return (
    <TextInput
      id={idOf(name)}
      label={label}
      description={description}
      inputMode={name === 'name' ? 'text' : 'decimal'}
      styles={{ wrapper: { maxWidth: name === 'name' ? 480 : 200 } }}
      maxLength={name === 'name' ? 200 : 12}
      value={settings.draft[name]}
      readOnly={!settings.mayChange}
      onChange={(event) => settings.change({ [name]: event.currentTarget.value })}
      error={isWrong ? error() : undefined}
    />
  )
}

const isRanged = (name: SettingName): name is keyof typeof RANGES => name in RANGES

interface ChoiceProps<Name extends SettingName> extends Props<Name> {
  readonly options: readonly { readonly value: SettingsDraft[Name]; readonly label: string }[]
}

/** A setting that is one of a few. */
export function Choice<Name extends SettingName>({ settings, name, label, description, options }: ChoiceProps<Name>) {
  return (
    <NativeSelect
      id={idOf(name)}
      label={label}
      description={description}
      styles={{ wrapper: { maxWidth: 480 } }}
      disabled={!settings.mayChange}
      value={String(settings.draft[name])}
      data={options.map((option) => ({ value: String(option.value), label: option.label }))}
      onChange={(event) => {
        const chosen = options.find(({ value }) => String(value) === event.currentTarget.value)
        if (chosen !== undefined) settings.change({ [name]: chosen.value })
      }}
    />
  )
}

/** The time zone, looked up by typing. */
export function TimeZone({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('companySettings')
  const zones = [...new Set([settings.draft.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
  return (
    <Select
      id={idOf('timeZone')}
      label={t('timeZone')}
      description={t('timeZoneHelp')}
      styles={{ wrapper: { maxWidth: 480 } }}
      searchable
      allowDeselect={false}
      disabled={!settings.mayChange}
      data={zones}
      limit={100}
      nothingFoundMessage={t('timeZoneNone')}
      value={settings.draft.timeZone}
      onChange={(timeZone) => {
        if (timeZone !== null) settings.change({ timeZone })
      }}
    />
  )
}
