import { Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RecordType } from '../../api/record-types.ts'
import { WideTable } from '../../components/wide-table.tsx'
import { useFieldName } from './field-name.ts'
import type { SavedConfiguration } from './queries.ts'

type Configuration = SavedConfiguration['configuration']
type Mapping = Configuration['mapping'][number]

interface Props {
  readonly configuration: Configuration
  readonly type: RecordType
}

/** So many replacements are named; of the others it is said how many there are. */
const MOST_NAMED = 5

/** Which column goes into which field, and how. */
export function MappingTable({ configuration, type }: Props) {
  const { t } = useTranslation('configurations')
  const nameOf = useFieldName(type)
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('mapping')}
      </Title>
      <WideTable
        label={t('mapping')}
        minWidth={760}
        headings={[t('column'), t('field'), t('update'), t('emptyCell'), t('special')]}
        style={{ overflowWrap: 'anywhere' }}
      >
        <Table.Tbody>
          {configuration.mapping.map((entry) => (
            <Table.Tr key={`${entry.column} ${entry.field}`}>
              <Table.Th scope="row" fw={600}>
                {entry.column}
              </Table.Th>
              <Table.Td>{nameOf(entry.field)}</Table.Td>
              <Table.Td>
                {configuration.mode === 'create' ? '' : t(`update.${entry.update}`, { ns: 'settings' })}
              </Table.Td>
              <Table.Td>
                <EmptyCell entry={entry} mode={configuration.mode} />
              </Table.Td>
              <Table.Td>
                <Special entry={entry} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </section>
  )
}

function EmptyCell({ entry, mode }: { readonly entry: Mapping; readonly mode: Configuration['mode'] }) {
  const { t } = useTranslation('configurations')
  // Of what identifies a record, and of new ones, nothing is emptied.
  if (mode === 'create' || entry.update === 'key') return null
  if (entry.empty === 'keep') return t('emptyKeep')
  return entry.empty === 'clear' ? t('emptyClear') : t('emptyToken', { token: entry.empty.token })
}

function Special({ entry: { notation, replacements = [] } }: { readonly entry: Mapping }) {
  const { t } = useTranslation('configurations')
  return (
    <>
      {notation?.decimal !== undefined && <div>{t('decimal', { sign: notation.decimal })}</div>}
      {notation?.dateOrder !== undefined && <div>{t(`notation.${notation.dateOrder}`, { ns: 'settings' })}</div>}
      {replacements.length > 0 && (
        <>
          {t('replacements', { count: replacements.length })}
          <Text size="sm" c="dimmed">
            {replacements
              .slice(0, MOST_NAMED)
              .map(({ from, to }) => t('replacement', { from, to }))
              .join(', ')}
            {replacements.length > MOST_NAMED && ' …'}
          </Text>
        </>
      )}
    </>
  )
}
