import { Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FileColumn } from './columns.ts'
import { MappingRow } from './mapping-row.tsx'
import classes from './mapping-table.module.css'
import type { Settings } from './use-settings.ts'

interface Props {
  readonly settings: Settings
  readonly columns: readonly FileColumn[]
}

/** Every column of the file: what it says, which field it goes into, and why. */
export function MappingTable({ settings, columns }: Props) {
  const { t } = useTranslation('settings')
  const { mapping } = settings.draft
  const mapped = new Set(mapping.map(({ column }) => column))
  const count = columns.filter(({ name }) => mapped.has(name)).length
  return (
    <section aria-labelledby="mapping">
      <Title order={2} size="h4" id="mapping">
        {t('columns.title')}
      </Title>
      <Text c="dimmed" size="sm" mb="xs">
        {t('columns.mapped', { count, all: columns.length })}. {t('columns.lead')}
      </Text>
      <Table className={classes.table ?? ''} aria-labelledby="mapping" verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('columns.column')}</Table.Th>
            <Table.Th scope="col">{t('columns.field')}</Table.Th>
            <Table.Th scope="col">{t('columns.update')}</Table.Th>
            <Table.Th scope="col">{t('columns.details')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.flatMap((column) => {
            const entries = mapping.filter((entry) => entry.column === column.name)
            const shown = entries.length === 0 ? [undefined] : entries
            return shown.map((entry, index) => (
              <MappingRow
                key={`${column.name} ${index}`}
                settings={settings}
                column={column}
                entry={entry}
                isFirst={index === 0}
              />
            ))
          })}
        </Table.Tbody>
      </Table>
    </section>
  )
}
