import { Table } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import classes from './virtual-table.module.css'

export interface Column {
  readonly name: string
  readonly label: ReactNode
  readonly width?: number | string
  readonly align?: 'right'
  /** Left out where there is little room; the other cells say it there. @default false */
  readonly wideOnly?: boolean
}

interface Props<Row> {
  readonly label: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** A row's identity, which stays when others come or go. */
  readonly keyOf: (row: Row, index: number) => string
  /** One cell for each column. Rows are drawn again when this function is another one. */
  readonly cellsOf: (row: Row, index: number) => readonly ReactNode[]
  /** How high a row is, probably: px. */
  readonly rowHeight: number
  /** How many rows there are altogether, if more than the given ones; -1 if nobody knows. */
  readonly total?: number
  /** The last rows are in sight: more are wanted. */
  readonly onEnd?: () => void
}

/** A table of any length in the page: only the rows in sight are drawn. */
export function VirtualTable<Row>({ label, columns, rows, keyOf, cellsOf, rowHeight, total, onEnd }: Props<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  // What stands above may grow; without it the wrong rows would be drawn. The same number again draws nothing anew.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- nothing tells of such a change but the drawing itself
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top
    if (top !== undefined) setScrollMargin(Math.round(top + window.scrollY))
  })
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    useFlushSync: false,
    scrollMargin,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row, index)
    },
  })
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)
  const isAtEnd = (last?.index ?? -1) >= rows.length - 1
  useEffect(() => {
    if (isAtEnd) onEnd?.()
  }, [isAtEnd, onEnd, rows.length])
  const draw = useCallback(
    (index: number) => {
      const row = rows[index]
      return row === undefined ? [] : cellsOf(row, index)
    },
    [rows, cellsOf],
  )
  const above = (items[0]?.start ?? scrollMargin) - scrollMargin
  const below = virtualizer.getTotalSize() - ((last?.end ?? scrollMargin) - scrollMargin)
  return (
    <Table
      aria-label={label}
      aria-rowcount={(total ?? rows.length) + (total === -1 ? 0 : 1)}
      className={classes.table ?? ''}
      verticalSpacing="xs"
    >
      <Table.Thead className={classes.head ?? ''}>
        <Table.Tr>
          {columns.map(({ name, label: text, width, align, wideOnly }) => (
            <Table.Th
              key={name}
              scope="col"
              w={width}
              ta={align}
              className={wideOnly === true ? classes.wide : undefined}
            >
              {text}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        <Space height={above} columns={columns.length} />
        {items.map(({ index, key }) => (
          <Line key={key} index={index} columns={columns} draw={draw} measure={virtualizer.measureElement} />
        ))}
        <Space height={below} columns={columns.length} />
      </Table.Tbody>
    </Table>
  )
}

interface LineProps {
  readonly index: number
  readonly columns: readonly Column[]
  readonly draw: (index: number) => readonly ReactNode[]
  readonly measure: (element: HTMLTableRowElement | null) => void
}

/** While one scrolls only the rows that come into sight are drawn. */
const Line = memo(function Line({ index, columns, draw, measure }: LineProps) {
  return (
    <tr data-index={index} ref={measure} aria-rowindex={index + 2} className={classes.line}>
      {draw(index).map((cell, column) => {
        const { name, align, wideOnly } = columns[column] ?? {}
        const className = [classes.cell, align === 'right' && classes.right, wideOnly === true && classes.wide]
        return (
          <td key={name} className={className.filter(Boolean).join(' ')}>
            {cell}
          </td>
        )
      })}
    </tr>
  )
})

/** In place of the rows that are out of sight. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
