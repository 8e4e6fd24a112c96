import { Button, Table, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { letterOf, textOf } from './columns.ts'
import type { Inspection } from './draft.ts'
import classes from './sheet-view.module.css'

const FIRST_COLUMNS = 30

interface Props {
  readonly sheet: string
  readonly rows: Inspection['preview'][number]['rows']
  readonly headerRow: number
  /** Absent where the row cannot be changed. */
  readonly onChoose?: ((row: number) => void) | undefined
}

/** The first rows of a worksheet as a spreadsheet program shows them, the column titles marked. */
export function SheetView({ sheet, rows, headerRow, onChoose }: Props) {
  const { t } = useTranslation('settings')
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const [shown, setShown] = useState(FIRST_COLUMNS)
  if (rows.length === 0) return <Text c="dimmed">{t('file.empty')}</Text>
  const indexes = Array.from({ length: Math.min(width, shown) }, (_, index) => index)
  return (
    <div>
      {/* Whoever has no mouse scrolls it by the arrow keys. */}
      <div className={classes.region} role="region" aria-label={t('file.table', { sheet })} tabIndex={0}>
        <Table withColumnBorders fz="sm" verticalSpacing={4} className={classes.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td className={classes.corner ?? ''} />
              {indexes.map((index) => (
                <Table.Th key={index} scope="col" className={classes.letter ?? ''}>
                  {letterOf(index)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ row, cells }) => (
              <Table.Tr
                key={row}
                className={row === headerRow ? (classes.header ?? '') : row < headerRow ? (classes.above ?? '') : ''}
              >
                <Table.Th scope="row" className={classes.number ?? ''}>
                  {onChoose === undefined ? (
                    row
                  ) : (
                    <UnstyledButton
                      className={classes.choose ?? ''}
                      aria-pressed={row === headerRow}
                      aria-label={row === headerRow ? t('file.isHeader', { row }) : t('file.useRow', { row })}
                      title={row === headerRow ? t('file.title') : t('file.useRow', { row })}
                      onClick={() => onChoose(row)}
                    >
                      {row}
                    </UnstyledButton>
                  )}
                </Table.Th>
                {indexes.map((index) => (
                  <Table.Td key={index} className={classes.cell ?? ''} title={textOf(cells[index])}>
                    {textOf(cells[index])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {width > shown && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setShown(width)}>
          {t('file.moreColumns', { count: width - shown })}
        </Button>
      )}
    </div>
  )
}
