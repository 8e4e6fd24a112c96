import { Button, Checkbox, Popover, ScrollArea, Stack } from '@mantine/core'
import { IconColumns } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordType } from '../../api/record-types.ts'
import { useLabel } from '../../texts/labels.ts'

interface Props {
  readonly type: RecordType
  readonly columns: readonly Field[]
  readonly onChoose: (names: readonly string[]) => void
  readonly onUsual: () => void
}

/** Chooses which fields are columns of the list. */
export function ColumnChoice({ type, columns, onChoose, onUsual }: Props) {
  const { t } = useTranslation('records')
  const label = useLabel()
  const names = columns.map(({ name }) => name)
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns size={18} aria-hidden />}>
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label={t('columns')}>
        <Stack gap="sm">
          <ScrollArea.Autosize mah={360} type="auto">
            <Stack gap="xs" pr="md">
              {type.fields.map((field) => (
                <Checkbox
                  key={field.name}
                  label={label(field.label)}
                  checked={names.includes(field.name)}
                  // The last one stays: a list without columns shows nothing.
                  disabled={names.length === 1 && names.includes(field.name)}
                  onChange={(event) =>
                    onChoose(
                      event.currentTarget.checked
                        ? [...names, field.name]
                        : names.filter((name) => name !== field.name),
                    )
                  }
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Button variant="subtle" size="xs" onClick={onUsual}>
            {t('columnsUsual')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
