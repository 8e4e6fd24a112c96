import { Badge, Group, Select, Text, type ComboboxItem } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../api/record-types.ts'
import { useLabel } from '../../../texts/labels.ts'
import { withField, type Entry } from './draft.ts'
import type { Settings } from './use-settings.ts'

const NONE = ''

interface Props {
  readonly settings: Settings
  readonly column: string
  readonly entry: Entry | undefined
  readonly error: string | undefined
}

/** What every record needs comes first, what the company added last. */
const rankOf = ({ custom, required }: Field): number => (custom ? 2 : required ? 0 : 1)

/** Which field a column goes into, if any. */
export function FieldSelect({ settings, column, entry, error }: Props) {
  const { t } = useTranslation('settings')
  const label = useLabel()
  const { type, change, made } = settings
  const byName = new Map(type.fields.map((field) => [field.name, field]))
  const item = ({ name, label: text }: Field): ComboboxItem => ({ value: name, label: label(text) })
  const inOrder = type.fields.toSorted((one, other) => rankOf(one) - rankOf(other))
  const groups = Map.groupBy(inOrder, (field) => {
    if (field.custom) return field.group === undefined ? t('columns.groupCustom') : label(field.group)
    return field.required ? t('columns.groupRequired') : t('columns.groupOther')
  })
  const unknown = entry !== undefined && !byName.has(entry.field) ? [{ value: entry.field, label: entry.field }] : []
  return (
    <Select
      aria-label={t('columns.fieldOf', { column })}
      data={[
        { value: NONE, label: t('columns.none') },
        ...unknown,
        ...[...groups].map(([group, fields]) => ({ group, items: fields.map(item) })),
      ]}
      value={entry?.field ?? NONE}
      onChange={(name) => {
        if (name !== null) change((before) => withField(before, column, entry?.field, byName.get(name)))
      }}
      allowDeselect={false}
      searchable
      openOnFocus={false}
      nothingFoundMessage={t('columns.nothing')}
      maxDropdownHeight={320}
      error={error}
      renderOption={({ option }) => (
        <Option
          text={option.label}
          field={byName.get(option.value)}
          usedBy={made.configuration.mapping.find((one) => one.field === option.value && one.column !== column)?.column}
        />
      )}
    />
  )
}

interface OptionProps {
  readonly text: string
  readonly field: Field | undefined
  readonly usedBy: string | undefined
}

function Option({ text, field, usedBy }: OptionProps) {
  const { t } = useTranslation('settings')
  const label = useLabel()
  return (
    <div>
      <Group gap="xs">
        <span>{text}</span>
        {field?.required === true && (
          <Badge size="xs" tt="none" variant="default">
            {t('columns.required')}
          </Badge>
        )}
        {field?.custom === true && (
          <Badge size="xs" tt="none" variant="default">
            {t('columns.custom')}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {usedBy === undefined ? field && label(field.help) : t('columns.usedBy', { column: usedBy })}
      </Text>
    </div>
  )
}
