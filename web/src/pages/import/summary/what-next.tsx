import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowBackUp, IconRestore, IconUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useApi } from '../../../api/api.tsx'
import { useMe } from '../../../api/me.ts'
import { DownloadButton } from '../../../components/download-button.tsx'
import { useLanguage } from '../../../texts/labels.ts'
import type { StepProps } from '../step.ts'
import { ConfigurationDownload } from './configuration-download.tsx'
import { refusedRows, type Summary } from './summary.ts'

/** What can be done with an import that is over: files to take, a corrected file, and the ways back. */
export function WhatNext({ item, summary }: StepProps & { readonly summary: Summary }) {
  const { t } = useTranslation('summary')
  const { user } = useMe()
  const isWritten = item.users.imported > 0
  return (
    <Stack gap="md" component="section" aria-labelledby="what-next">
      <Title order={2} size="h4" id="what-next">
        {t('next.title')}
      </Title>
      {summary.rows > 0 && <Rejected item={item} summary={summary} />}
      {item.configuration === undefined ? (
        <Group gap="sm">
          <Button
            component={Link}
            to={`/imports/new?type=${item.recordType}`}
            leftSection={<IconUpload size={18} aria-hidden />}
          >
            {t('next.new')}
          </Button>
        </Group>
      ) : (
        <Stack gap={4}>
          <Text>{t('next.again')}</Text>
          <Group gap="sm">
            <ConfigurationDownload item={item} />
            <Button
              component={Link}
              to={againOf(item)}
              variant="default"
              leftSection={<IconUpload size={18} aria-hidden />}
            >
              {t('next.sameConfiguration')}
            </Button>
          </Group>
        </Stack>
      )}
      {isWritten && (
        <Stack gap={4}>
          <Text>{t('back.lead')}</Text>
          <Group gap="sm">
            <Button
              component={Link}
              to={`/imports/${item.id}/undo`}
              variant="default"
              leftSection={<IconArrowBackUp size={18} aria-hidden />}
            >
              {t('back.undo')}
            </Button>
            {item.restorePointId !== undefined && user.level === 'administrator' && (
              <Button
                component={Link}
                to={`/restore-points/${item.restorePointId}/restore`}
                variant="default"
                leftSection={<IconRestore size={18} aria-hidden />}
              >
                {t('back.restore')}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {t('back.difference')}
          </Text>
        </Stack>
      )}
    </Stack>
  )
}

/** Where a new import begins with the settings of this one. */
const againOf = ({ id, recordType }: StepProps['item']): string => `/imports/new?type=${recordType}&from=${id}`

/** Rows that were not written, to be corrected and uploaded again. */
function Rejected({ item, summary: { totals } }: StepProps & { readonly summary: Summary }) {
  const { t } = useTranslation('summary')
  const api = useApi()
  const language = useLanguage()
  const refused = refusedRows(totals)
  const withNobody = totals.unassigned
  if (refused + withNobody === 0) return <Text>{t('rejected.none')}</Text>
  const file = (format: 'xlsx' | 'csv', unassigned: boolean) => () =>
    api.getRejectedRows({ path: { importId: item.id }, query: { format, language, unassigned } })
  const name = item.fileName.replace(/\.[^.]*$/, '')
  return (
    <Stack gap={4}>
      <Text>
        {refused > 0 && t('rejected.rows', { count: refused })}{' '}
        {withNobody > 0 && t('rejected.unassigned', { count: withNobody })} {t('rejected.advice')}
      </Text>
      <Group gap="sm">
        {(['xlsx', 'csv'] as const).map((format) => (
          <DownloadButton key={format} fetch={file(format, withNobody > 0)} fileName={`${name}-rejected.${format}`}>
            {t(`rejected.${format}`)}
          </DownloadButton>
        ))}
        <Button
          component={Link}
          to={`/imports/new?from=${item.id}`}
          variant="light"
          leftSection={<IconUpload size={18} aria-hidden />}
        >
          {t('rejected.upload')}
        </Button>
      </Group>
    </Stack>
  )
}
