import { Alert, Anchor, Button, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useMe } from '../../api/me.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { useFormats } from '../../texts/formats.ts'
import { useConfigurations, type ConfigurationLine } from './queries.ts'
import { useUpload } from './upload-configuration.tsx'

/** The saved configurations of the company. */
export function ConfigurationsPage() {
  const { t } = useTranslation('configurations')
  const { mayImport } = useMe()
  const query = useConfigurations(mayImport)
  const upload = useUpload()
  return (
    <Page title={t('title')} lead={t('lead')} actions={mayImport && upload.button}>
      {mayImport ? (
        <>
          {upload.below}
          <Answer of={query}>
            {(lines) =>
              lines.length === 0 ? (
                <div>
                  <Text>{t('none')}</Text>
                  <Text c="dimmed">{t('noneHint')}</Text>
                </div>
              ) : (
                <Found lines={lines} />
              )
            }
          </Answer>
        </>
      ) : (
        <Alert color="gray">{t('notAllowed')}</Alert>
      )}
    </Page>
  )
}

function Found({ lines }: { readonly lines: readonly ConfigurationLine[] }) {
  const { t } = useTranslation('configurations')
  const [params, setParams] = useSearchParams()
  const search = params.get('q') ?? ''
  const found = lines
    .filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
    .toSorted((a, b) => a.name.localeCompare(b.name))
  return (
    <Stack>
      <TextInput
        type="search"
        label={t('search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={search}
        onChange={(event) => {
          const { value } = event.currentTarget
          setParams(value === '' ? {} : { q: value }, { replace: true })
        }}
      />
      <Text size="sm" c="dimmed" role="status">
        {found.length === 0 ? t('noneFound') : t('count', { count: found.length })}
      </Text>
      {found.length > 0 && (
        <WideTable
          label={t('table')}
          minWidth={760}
          headings={[t('name'), t('type'), t('lastUsed'), t('changed'), t('importWith')]}
        >
          <Table.Tbody>
            {found.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </Table.Tbody>
        </WideTable>
      )}
    </Stack>
  )
}

function Line({ line }: { readonly line: ConfigurationLine }) {
  const { t } = useTranslation('configurations')
  const { dateTime, relative } = useFormats()
  return (
    <Table.Tr>
      <Table.Th scope="row" maw={300} style={{ overflowWrap: 'anywhere' }}>
        <Anchor component={Link} to={`/configurations/${line.id}`} inherit>
          {line.name}
        </Anchor>
      </Table.Th>
      <Table.Td>{t(`recordType.${line.recordType}`, { ns: 'common' })}</Table.Td>
      <Table.Td title={line.lastUsedAt === undefined ? undefined : dateTime(line.lastUsedAt)}>
        {line.lastUsedAt === undefined ? t('neverUsed') : relative(line.lastUsedAt)}
      </Table.Td>
      <Table.Td>
        {relative(line.updatedAt)}
        <Text size="sm" c="dimmed">
          {t('by', { ns: 'common', name: line.updatedBy.name || line.updatedBy.email })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Button
          component={Link}
          to={`/imports/new?configuration=${line.id}`}
          size="xs"
          variant="default"
          aria-label={`${t('importWith')}: ${line.name}`}
        >
          {t('importWith')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}
