import { Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RecordType } from '../../api/record-types.ts'
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
      <Table.ScrollContainer
        minWidth={760}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('mapping') } }}
      >
        <Table verticalSpacing="xs" aria-label={t('mapping')} style={{ overflowWrap: 'anywhere' }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('column')}</Table.Th>
              <Table.Th scope="col">{t('field')}</Table.Th>
              <Table.Th scope="col">{t('update')}</Table.Th>
              <Table.Th scope="col">{t('emptyCell')}</Table.Th>
              <Table.Th scope="col">{t('special')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
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
        </Table>
      </Table.ScrollContainer>
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
