import { Button, Checkbox, Code, Modal, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import type { CustomField, RecordType } from '../../api/record-types.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { useLabel } from '../../texts/labels.ts'
import {
  draftOf,
  givenOf,
  isNumber,
  isSelection,
  NEW_FIELD,
  wrongIn,
  type FieldDraft,
  type GivenField,
  type TextDraft,
} from './draft.ts'
import { OptionsInput } from './options-input.tsx'
import { OWN_KINDS, useKind } from './rules.tsx'

interface Props {
  readonly type: RecordType
  /** The field to change; a new one without. */
  readonly field?: CustomField
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  /** @param name what the person calls it */
  readonly onSave: (given: GivenField, name: string) => void
}

const LONGEST_LABEL = 120
const LONGEST_HELP = 500

/** Everything that can be said of a custom field. */
export function FieldDialog({ type, field, busy, error, onClose, onSave }: Props) {
  const { t } = useTranslation('customFields')
  const label = useLabel()
  const kind = useKind()
  const [draft, setDraft] = useState<FieldDraft>(() => (field === undefined ? NEW_FIELD : draftOf(field)))
  const [tried, setTried] = useState(false)
  const change = (part: Partial<FieldDraft>) => setDraft((now) => ({ ...now, ...part }))
  const found = wrongIn(draft)
  const wrong = tried ? found : undefined
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={
        field === undefined
          ? t('dialog.addTitle', { type: label(type.label) })
          : t('dialog.editTitle', { field: label(field.label) })
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (found === undefined) onSave(givenOf(draft, field?.name), draft.label.en.trim() || draft.label.de.trim())
          else if (found.label) document.getElementById('label-en')?.focus()
        }}
      >
        <Stack>
          <NativeSelect
            label={t('dialog.type')}
            description={t('dialog.typeHelp')}
            value={draft.type}
            disabled={field !== undefined}
            data={OWN_KINDS.map((value) => ({ value, label: kind(value) }))}
            onChange={(event) => {
              const chosen = OWN_KINDS.find((one) => one === event.currentTarget.value)
              if (chosen !== undefined) change({ type: chosen })
            }}
          />
          <TwoLanguages
            name="label"
            value={draft.label}
            labels={[t('dialog.labelEn'), t('dialog.labelDe')]}
            help={t('dialog.labelHelp')}
            longest={LONGEST_LABEL}
            error={wrong?.label === true ? t('dialog.wrongLabel') : undefined}
            onChange={(value) => change({ label: value })}
          />
          {isSelection(draft.type) && (
            <OptionsInput
              options={draft.options}
              wrong={wrong?.options ?? []}
              error={wrong?.noOptions === true ? t('dialog.wrongOptions') : undefined}
              hadOptions={field !== undefined}
              onChange={(options) => change({ options })}
            />
          )}
          {isNumber(draft.type) && (
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                label={t('dialog.min')}
                inputMode="decimal"
                value={draft.min}
                error={wrong?.min === true ? t('dialog.wrongNumber') : undefined}
                onChange={(event) => change({ min: event.currentTarget.value })}
              />
              <TextInput
                label={t('dialog.max')}
                inputMode="decimal"
                value={draft.max}
                error={
                  wrong?.max === true
                    ? t('dialog.wrongNumber')
                    : wrong?.range === true
                      ? t('dialog.wrongRange')
                      : undefined
                }
                onChange={(event) => change({ max: event.currentTarget.value })}
              />
            </SimpleGrid>
          )}
          <Checkbox
            label={t('dialog.required')}
            description={t('dialog.requiredHelp')}
            checked={draft.required}
            onChange={(event) => change({ required: event.currentTarget.checked })}
          />
          <TwoLanguages
            name="help"
            value={draft.help}
            labels={[t('dialog.helpEn'), t('dialog.helpDe')]}
            help={t('dialog.helpHelp')}
            longest={LONGEST_HELP}
            onChange={(value) => change({ help: value })}
          />
          <TwoLanguages
            name="group"
            value={draft.group}
            labels={[t('dialog.groupEn'), t('dialog.groupDe')]}
            help={t('dialog.groupHelp')}
            longest={LONGEST_LABEL}
            onChange={(value) => change({ group: value })}
          />
          {field !== undefined && (
            <Text size="sm" c="dimmed">
              {t('dialog.name')}: <Code>{field.name}</Code>
            </Text>
          )}
          <ErrorAlert error={error} />
          <DialogButtons onCancel={onClose}>
            <Button type="submit" loading={busy}>
              {field === undefined ? t('dialog.add') : t('save', { ns: 'common' })}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}

interface TwoProps {
  readonly name: string
  readonly value: TextDraft
  readonly labels: readonly [string, string]
  readonly help: string
  readonly longest: number
  readonly error?: string | undefined
  readonly onChange: (value: TextDraft) => void
}

/** A text in English and German, beside each other. */
function TwoLanguages({ name, value, labels, help, longest, error, onChange }: TwoProps) {
  return (
    <div>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          id={`${name}-en`}
          label={labels[0]}
          aria-describedby={`${name}-about`}
          maxLength={longest}
          value={value.en}
          error={error}
          onChange={(event) => onChange({ ...value, en: event.currentTarget.value })}
        />
        <TextInput
          id={`${name}-de`}
          label={labels[1]}
          aria-describedby={`${name}-about`}
          maxLength={longest}
          value={value.de}
          onChange={(event) => onChange({ ...value, de: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt={4} id={`${name}-about`}>
        {help}
      </Text>
    </div>
  )
}
