import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldValue, Record as MusterRecord, RecordType } from '../../api/record-types.ts'
import { useFields } from '../../components/fields.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { useFormats } from '../../texts/formats.ts'
import { useAuthor } from './author.tsx'
import type { Merged } from './merge.ts'

type Choices = Readonly<Record<string, 'mine' | 'theirs'>>

interface Props {
  readonly type: RecordType

  /** The record as somebody else left it. */
  readonly now: MusterRecord
  readonly merged: Merged
  readonly busy: boolean
  readonly error: unknown
  readonly onSave: (chosen: Choices) => void
  readonly onDiscard: () => void
  readonly onClose: () => void
}

/** Two people changed a record at once: shows both values of each field that they disagree about, and lets one choose. */
export function ConflictDialog({ type, now, merged, busy, error, onSave, onDiscard, onClose }: Props) {
  const { t } = useTranslation('records')
  const { dateTime } = useFormats()
  const fields = useFields(type.name)
  const author = useAuthor()
  const [chosen, setChosen] = useState<Choices>({})
  const isDecided = merged.conflicts.every(({ field }) => field in chosen)
  const valueOf = (field: string, value: FieldValue | null) => {
    if (value === null) return t('empty')
    return fields.show(field, value)
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={t('conflict.title')}>
      <Stack>
        <Text>{t('conflict.explain', { by: author(now.updatedBy), when: dateTime(now.updatedAt) })}</Text>
        {merged.conflicts.map(({ field, before, mine, theirs }) => (
          <Radio.Group
            key={field}
            label={fields.label(field)}
            description={t('conflict.before', { value: valueOf(field, before) })}
            value={chosen[field] ?? null}
            onChange={(choice) => {
              if (choice === 'mine' || choice === 'theirs') setChosen({ ...chosen, [field]: choice })
            }}
          >
            <Stack gap="xs" mt="xs" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
              <Radio value="mine" label={t('conflict.mine', { value: valueOf(field, mine) })} />
              <Radio value="theirs" label={t('conflict.theirs', { value: valueOf(field, theirs) })} />
            </Stack>
          </Radio.Group>
        ))}
        {merged.conflicts.length === 0 && <Text>{t('conflict.none')}</Text>}
        {merged.taken.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('conflict.taken', { fields: merged.taken.map((field) => fields.label(field)).join(', ') })}
          </Text>
        )}
        <ErrorAlert error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDiscard} disabled={busy}>
            {t('conflict.discard')}
          </Button>
          <Button onClick={() => onSave(chosen)} loading={busy} disabled={!isDecided}>
            {t('conflict.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
