import { Anchor, Code, Paper, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Record } from '../../api/record-types.ts'
import { Fact, Facts } from '../../components/facts.tsx'
import { useFormats } from '../../texts/formats.ts'
import { Author } from './author.tsx'

/** Where a record comes from, and who changed it when. */
export function RecordFacts({ record }: { readonly record: Record }) {
  const { t } = useTranslation('records')
  const { dateTime, number } = useFormats()
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="facts">
      <Title order={2} size="h4" mb="sm" id="facts">
        {t('facts')}
      </Title>
      <Facts cols={{ base: 1, xs: 2 }}>
        <Fact label={t('updatedAt')}>
          {dateTime(record.updatedAt)} <Author by={record.updatedBy} />
        </Fact>
        <Fact label={t('createdAt')}>
          {dateTime(record.createdAt)} <Author by={record.createdBy} />
        </Fact>
        <Fact label={t('lastImport')}>
          <LastImport of={record.lastImport} />
        </Fact>
        <Fact label={t('version')}>{number(record.version)}</Fact>
        <Fact label={t('id')}>
          <Code>{record.id}</Code>
        </Fact>
      </Facts>
    </Paper>
  )
}

function LastImport({ of: last }: { readonly of: Record['lastImport'] }) {
  const { t } = useTranslation('records')
  if (last === undefined) return t('lastImportNone')
  return (
    <Anchor component={Link} to={`/imports/${last.importId}`} inherit>
      {last.row === null ? t('lastImportNoRow') : t('lastImportRow', { row: last.row })}
    </Anchor>
  )
}
