import { Anchor, Group, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { TableHead } from '../../components/wide-table.tsx'
import { useFormats } from '../../texts/formats.ts'

interface Props {
  readonly items: AnswerOf<'listImports'>['imports']
}

/** The imports that ended lately, and the way to all of them. */
export function LastImports({ items }: Props) {
  const { t } = useTranslation('home')
  const { dateTime } = useFormats()
  return (
    <section aria-labelledby="last-imports">
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h4" id="last-imports">
          {t('last')}
        </Title>
        <Anchor component={Link} to="/imports">
          {t('allImports')}
        </Anchor>
      </Group>
      <Text c="dimmed" size="sm" mb="xs">
        {t('lastLead')}
      </Text>
      <Table highlightOnHover aria-labelledby="last-imports">
        <TableHead
          headings={[
            t('file'),
            { text: t('type'), visibleFrom: 'sm' },
            t('when'),
            { text: t('who'), visibleFrom: 'sm' },
            { text: t('status'), visibleFrom: 'sm' },
          ]}
        />
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Th scope="row" fw={400}>
                <Anchor component={Link} to={`/imports/${item.id}`} style={{ overflowWrap: 'anywhere' }}>
                  {item.fileName}
                </Anchor>
                <Text size="sm" c="dimmed" hiddenFrom="sm">
                  {t(`status.${item.status}`, { ns: 'common' })}
                </Text>
              </Table.Th>
              <Table.Td visibleFrom="sm">{t(`recordType.${item.recordType}`, { ns: 'common' })}</Table.Td>
              <Table.Td>{dateTime(item.startedAt)}</Table.Td>
              <Table.Td visibleFrom="sm">{item.startedBy.name}</Table.Td>
              <Table.Td visibleFrom="sm">{t(`status.${item.status}`, { ns: 'common' })}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
