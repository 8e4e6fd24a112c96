import { ActionIcon, Group, Table, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CustomField, RecordType } from '../../api/record-types.ts'
import { WideTable } from '../../components/wide-table.tsx'
import { useLabel } from '../../texts/labels.ts'
import { useKind, useRules } from './rules.tsx'

interface Props {
  readonly type: RecordType
  readonly mayChange: boolean
  readonly busy: boolean
  readonly onMove: (from: number, to: number) => void
  readonly onEdit: (field: CustomField) => void
  readonly onRemove: (field: CustomField) => void
}

/** The company's own fields in their order. */
export function FieldsTable({ type, mayChange, ...actions }: Props) {
  const { t } = useTranslation('customFields')
  const { fields } = type.customFields
  return (
    <WideTable
      label={t('own')}
      minWidth={680}
      headings={[t('field'), t('kind'), t('more'), ...(mayChange ? [t('actions')] : [])]}
    >
      <Table.Tbody>
        {fields.map((field, place) => (
          <Line key={field.name} type={type} field={field} place={place} mayChange={mayChange} {...actions} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

interface LineProps extends Props {
  readonly field: CustomField
  readonly place: number
}

function Line({ type, field, place, mayChange, busy, onMove, onEdit, onRemove }: LineProps) {
  const { t } = useTranslation('customFields')
  const label = useLabel()
  const kind = useKind()
  const rules = useRules()
  const name = label(field.label)
  const shown = type.fields.find((one) => one.name === field.name)
  const last = type.customFields.fields.length - 1
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} maw={320} style={{ overflowWrap: 'anywhere' }}>
        <Text fw={600}>{name}</Text>
        {field.help !== undefined && (
          <Text size="sm" c="dimmed">
            {label(field.help)}
          </Text>
        )}
      </Table.Th>
      <Table.Td>{kind(field.type)}</Table.Td>
      <Table.Td>{shown === undefined ? '' : rules(shown)}</Table.Td>
      {mayChange && (
        <Table.Td>
          <Group gap={4} wrap="nowrap">
            {/* Kept in reach of the keyboard at the ends as well, so that the focus is not lost by moving. */}
            <ActionIcon
              variant="subtle"
              aria-label={t('up', { field: name })}
              aria-disabled={place === 0 || busy}
              data-disabled={place === 0 || undefined}
              onClick={() => {
                if (place > 0 && !busy) onMove(place, place - 1)
              }}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              aria-label={t('down', { field: name })}
              aria-disabled={place === last || busy}
              data-disabled={place === last || undefined}
              onClick={() => {
                if (place < last && !busy) onMove(place, place + 1)
              }}
            >
              <IconArrowDown size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" aria-label={t('editOf', { field: name })} onClick={() => onEdit(field)}>
              <IconPencil size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={t('removeOf', { field: name })}
              onClick={() => onRemove(field)}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        </Table.Td>
      )}
    </Table.Tr>
  )
}
