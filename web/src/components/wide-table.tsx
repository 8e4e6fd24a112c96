import { Table, type TableProps, type TableThProps } from '@mantine/core'
import type { ReactNode } from 'react'

/** The title of a column, on its own or with how it is set. */
export type Heading =
  string | ({ readonly text: ReactNode } & Pick<TableThProps, 'className' | 'ta' | 'visibleFrom' | 'w'>)

/** The titles over the columns of a table. */
export function TableHead({ headings }: { readonly headings: readonly Heading[] }) {
  return (
    <Table.Thead>
      <Table.Tr>
        {headings.map((heading, place) => {
          const { text, ...set } = typeof heading === 'string' ? { text: heading } : heading
          return (
            // Two columns may have one title, and their order is what tells them apart.
            <Table.Th key={place} scope="col" {...set}>
              {text}
            </Table.Th>
          )
        })}
      </Table.Tr>
    </Table.Thead>
  )
}

interface Props extends Pick<TableProps, 'striped' | 'style'> {
  /** Of the table, and of the region it scrolls in. */
  readonly label: string
  /** In pixels: where there is less room, the table scrolls sideways, and not the page. */
  readonly minWidth: number
  readonly headings: readonly Heading[]
  /** Bodies and foot. */
  readonly children: ReactNode
}

/** A table that may be wider than the page: it scrolls in a region of its own, which the keyboard reaches. */
export function WideTable({ label, minWidth, headings, children, ...table }: Props) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label } }}
    >
      <Table verticalSpacing="xs" aria-label={label} {...table}>
        <TableHead headings={headings} />
        {children}
      </Table>
    </Table.ScrollContainer>
  )
}
