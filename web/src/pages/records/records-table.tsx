import { Anchor, Table } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Field, Record, RecordTypeName } from '../../api/record-types.ts'
import { titleOf } from '../../api/records.ts'
import { useFields } from '../../components/fields.ts'
import { CustomerName } from './customer-name.tsx'
import classes from './records.module.css'

interface Props {
  readonly label: string
  readonly userId: string
  readonly type: RecordTypeName
  readonly columns: readonly Field[]
  readonly records: readonly Record[]
  readonly hasMore: boolean
  readonly isFetching: boolean
  /** The last page did not come: it is not asked for again by itself. */
  readonly hasFailed: boolean
  readonly onMore: () => void
}

/** All rows are equally high, so that the place of each is known. */
const ROW_HEIGHT = 44
const FIRST_WIDTH = 230
const COLUMN_WIDTH = 130

/** Records as a table of any length: only the rows in sight are drawn, and the next page is asked for at its end. */
export function RecordsTable({ label, userId, type, columns, records, hasMore, isFetching, hasFailed, onMore }: Props) {
  const { t } = useTranslation('records')
  const fields = useFields(type)
  const region = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: records.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => region.current,
    overscan: 10,
  })
  const items = virtualizer.getVirtualItems()
  const isAtEnd = (items.at(-1)?.index ?? -1) >= records.length - 1
  useEffect(() => {
    if (isAtEnd && hasMore && !isFetching && !hasFailed) onMore()
  }, [isAtEnd, hasMore, isFetching, hasFailed, onMore])
  if (records.length === 0) return null
  const above = items[0]?.start ?? 0
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={region} className={classes.region} tabIndex={0} role="region" aria-label={label}>
      <Table
        aria-label={label}
        aria-rowcount={hasMore ? -1 : records.length + 1}
        layout="fixed"
        miw={FIRST_WIDTH + (columns.length - 1) * COLUMN_WIDTH}
        stickyHeader
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map((field, place) => (
              <Table.Th
                key={field.name}
                scope="col"
                w={place === 0 ? FIRST_WIDTH : undefined}
                className={classes.head ?? ''}
              >
                {fields.label(field.name)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Space height={above} columns={columns.length} />
          {items.map(({ index }) => {
            const record = records[index]
            return record === undefined ? null : (
              <Table.Tr key={record.id} h={ROW_HEIGHT} aria-rowindex={index + 2}>
                {columns.map((field, place) => {
                  const value = record.fields[field.name]
                  const shown = field.name === 'id' ? record.id : fields.show(field.name, value ?? null)
                  if (place > 0) {
                    return (
                      <Table.Td key={field.name} className={classes.cell ?? ''} title={shown}>
                        {field.type === 'reference' && typeof value === 'string' ? (
                          <CustomerName userId={userId} customerId={value} />
                        ) : (
                          shown
                        )}
                      </Table.Td>
                    )
                  }
                  return (
                    <Table.Th key={field.name} scope="row" className={classes.cell ?? ''} title={shown}>
                      <Anchor component={Link} to={`/users/${userId}/records/${type}/${record.id}`}>
                        {shown === '' ? (titleOf(record) ?? t('untitled')) : shown}
                      </Anchor>
                    </Table.Th>
                  )
                })}
              </Table.Tr>
            )
          })}
          <Space height={below} columns={columns.length} />
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** In place of the rows that are out of sight. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
