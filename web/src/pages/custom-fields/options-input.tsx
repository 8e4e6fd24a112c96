import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { moved, type OptionDraft } from './draft.ts'

interface Props {
  readonly options: readonly OptionDraft[]
  /** Ids of lines without a name. */
  readonly wrong: readonly number[]
  readonly error?: string | undefined
  /** The field is there, and records may hold its options. */
  readonly hadOptions: boolean
  readonly onChange: (options: readonly OptionDraft[]) => void
}

const LONGEST = 120
const MOST_OPTIONS = 200

/** What can be chosen in a selection, line by line in both languages. */
export function OptionsInput({ options, wrong, error, hadOptions, onChange }: Props) {
  const { t } = useTranslation('customFields')
  const box = useRef<HTMLDivElement>(null)
  const add = () => {
    const id = Math.max(-1, ...options.map((option) => option.id)) + 1
    onChange([...options, { id, label: { en: '', de: '' } }])
    // The new line is drawn first; then one writes in it at once.
    requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>(`#option-${id}-en`)?.focus())
  }
  const change = (id: number, label: OptionDraft['label']) =>
    onChange(options.map((option) => (option.id === id ? { ...option, label } : option)))
  return (
    <Fieldset legend={t('dialog.options')}>
      <Stack gap="xs" ref={box}>
        <Text size="sm" c="dimmed">
          {t('dialog.optionsHelp')} {hadOptions && t('dialog.optionRemoved')}
        </Text>
        {options.map(({ id, label }, index) => {
          const place = index + 1
          return (
            <Group key={id} gap="xs" align="flex-start">
              <TextInput
                id={`option-${id}-en`}
                flex="1 1 9rem"
                aria-label={t('dialog.optionEn', { place })}
                placeholder={t('dialog.optionEn', { place })}
                maxLength={LONGEST}
                value={label.en}
                error={wrong.includes(id) ? t('dialog.wrongOption') : undefined}
                onChange={(event) => change(id, { ...label, en: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return
                  event.preventDefault()
                  add()
                }}
              />
              <TextInput
                flex="1 1 9rem"
                aria-label={t('dialog.optionDe', { place })}
                placeholder={t('dialog.optionDe', { place })}
                maxLength={LONGEST}
                value={label.de}
                onChange={(event) => change(id, { ...label, de: event.currentTarget.value })}
              />
              <Group gap={2} mt={4} wrap="nowrap">
                <ActionIcon
                  variant="subtle"
                  aria-label={t('dialog.optionUp', { place })}
                  onClick={() => onChange(moved(options, index, index - 1))}
                >
                  <IconArrowUp size={18} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('dialog.optionDown', { place })}
                  onClick={() => onChange(moved(options, index, index + 1))}
                >
                  <IconArrowDown size={18} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="red"
                  aria-label={t('dialog.optionRemove', { place })}
                  onClick={() => onChange(options.filter((option) => option.id !== id))}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
          )
        })}
        {error !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        {options.length < MOST_OPTIONS && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={add}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('dialog.optionAdd')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  )
}
