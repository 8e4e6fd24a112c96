import { Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RecordType } from '../../api/record-types.ts'
import { WideTable } from '../../components/wide-table.tsx'
import { useLabel } from '../../texts/labels.ts'
import { useKind, useRules } from './rules.tsx'

/** The fields that everybody has, to read. */
export function BuiltInFields({ type }: { readonly type: RecordType }) {
  const { t } = useTranslation('customFields')
  const label = useLabel()
  const kind = useKind()
  const rules = useRules()
  return (
    <section>
      <Title order={2} size="h4" mt="xl">
        {t('builtIn')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('builtInLead')}
      </Text>
      <WideTable label={t('builtIn')} minWidth={680} headings={[t('field'), t('kind'), t('more')]}>
        <Table.Tbody>
          {type.fields
            .filter(({ custom }) => !custom)
            .map((field) => (
              <Table.Tr key={field.name}>
                <Table.Th scope="row" fw={400} maw={360}>
                  <Text fw={600}>{label(field.label)}</Text>
                  <Text size="sm" c="dimmed">
                    {label(field.help)}
                  </Text>
                </Table.Th>
                <Table.Td>{kind(field.type)}</Table.Td>
                <Table.Td>{rules(field)}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </WideTable>
    </section>
  )
}
