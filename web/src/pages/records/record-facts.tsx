import { Anchor, Code, Paper, SimpleGrid, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Record } from '../../api/record-types.ts'
import { useFormats } from '../../texts/formats.ts'
import { Author } from './author.tsx'
import classes from './records.module.css'

/** Where a record comes from, and who changed it when. */
export function RecordFacts({ record }: { readonly record: Record }) {
  const { t } = useTranslation('records')
  const { dateTime, number } = useFormats()
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="facts">
      <Title order={2} size="h4" mb="sm" id="facts">
        {t('facts')}
      </Title>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2 }} className={classes.facts ?? ''} m={0}>
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
      </SimpleGrid>
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

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
