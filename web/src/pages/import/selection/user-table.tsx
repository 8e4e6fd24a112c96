import {
  Badge,
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
  VisuallyHidden,
} from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { memo, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { ImportUserLine } from '../../../api/import-users.ts'
import { Email } from '../../../components/email.tsx'
import { TableHead } from '../../../components/wide-table.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { canBeChosen, ORDERS, shownLines, type Order } from './chosen.ts'

interface Props {
  readonly lines: readonly ImportUserLine[]
  readonly leftOut: ReadonlySet<string>
  readonly onLeave: (ids: readonly string[], isLeftOut: boolean) => void
}

const orderOf = (text: string | null): Order => ORDERS.find((order) => order === text) ?? 'rows'

/** The users found in the file, a checkbox each. */
export function UserTable({ lines, leftOut, onLeave }: Props) {
  const { t } = useTranslation('selection')
  const [query, setQuery] = useSearchParams()
  // What is typed shows at once; the address follows.
  const [text, setText] = useState(query.get('q') ?? '')
  const [order, setOrder] = useState(() => orderOf(query.get('sort')))
  const set = (name: string, value: string) =>
    setQuery(
      (before) => {
        if (value === '') before.delete(name)
        else before.set(name, value)
        return before
      },
      { replace: true },
    )
  const wanted = useDeferredValue(text)
  const shown = useMemo(() => shownLines(lines, wanted, order), [lines, wanted, order])
  const selectable = shown.filter(canBeChosen).map(({ userId }) => userId)
  return (
    <Stack gap="sm" component="section" aria-labelledby="users-found">
      <Title order={2} size="h4" id="users-found">
        {t('table.title', { count: lines.length })}
      </Title>
      <Group gap="sm" align="flex-end">
        <TextInput
          label={t('table.filter')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            set('q', event.currentTarget.value)
          }}
          leftSection={<IconSearch size={16} aria-hidden />}
          flex="1 1 14rem"
        />
        <SegmentedControl
          aria-label={t('table.order')}
          value={order}
          onChange={(value) => {
            setOrder(orderOf(value))
            set('sort', value)
          }}
          data={ORDERS.map((value) => ({ value, label: t(`table.by.${value}`) }))}
        />
        <Button variant="default" onClick={() => onLeave(selectable, false)} disabled={selectable.length === 0}>
          {t(text === '' ? 'table.all' : 'table.allShown')}
        </Button>
        <Button variant="default" onClick={() => onLeave(selectable, true)} disabled={selectable.length === 0}>
          {t(text === '' ? 'table.none' : 'table.noneShown')}
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={280} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-labelledby="users-found" verticalSpacing="xs" highlightOnHover>
          <TableHead
            headings={[
              { text: <VisuallyHidden>{t('table.take')}</VisuallyHidden>, w: 44 },
              t('table.user'),
              { text: t('table.rows'), ta: 'right' },
            ]}
          />
          <Table.Tbody>
            {shown.map((line) => (
              <Line key={line.userId} line={line} isLeftOut={leftOut.has(line.userId)} onLeave={onLeave} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length === 0 && <Text c="dimmed">{t('table.nobody')}</Text>}
    </Stack>
  )
}

interface LineProps extends Pick<Props, 'onLeave'> {
  readonly line: ImportUserLine
  readonly isLeftOut: boolean
}

/** Up to 500 of them: only the one that is ticked is drawn again. */
const Line = memo(function Line({ line, isLeftOut, onLeave }: LineProps) {
  const { t } = useTranslation('selection')
  const { number } = useFormats()
  const isChoosable = canBeChosen(line)
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={t('table.takeUser', { name: line.name === '' ? line.email : line.name })}
          checked={line.state === 'imported' || (isChoosable && !isLeftOut)}
          disabled={!isChoosable}
          onChange={(event) => onLeave([line.userId], !event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {line.name}
        </Text>
        <Text size="sm" c="dimmed">
          <Email address={line.email} />
        </Text>
        {line.state === 'imported' && (
          <Badge variant="light" color="green" tt="none">
            {t('table.imported')}
          </Badge>
        )}
        {line.excluded !== undefined && (
          <Badge variant="light" color="gray" tt="none">
            {t(`table.why.${line.excluded}`)}
          </Badge>
        )}
      </Table.Td>
      <Table.Td ta="right">{number(line.rows)}</Table.Td>
    </Table.Tr>
  )
})
