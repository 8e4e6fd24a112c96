import { Alert, Anchor, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { titleOf } from '../../api/records.ts'
import type { Binned } from './bin-table.tsx'

interface Props {
  readonly userId: string
  /** What was to be taken out. */
  readonly chosen: readonly Binned[]
  readonly answer: AnswerOf<'restoreRecords'>
}

/** What became of the records that were to be taken out, and why some stayed. */
export function RestoreReport({ userId, chosen, answer }: Props) {
  const { t } = useTranslation('records')
  const { restored, notThere, inUse } = answer
  const isWhole = notThere.length === 0 && inUse.length === 0
  return (
    <Alert
      role="status"
      color={isWhole ? 'green' : 'yellow'}
      icon={isWhole ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
    >
      <Stack gap="xs">
        {(restored > 0 || isWhole) && <Text>{t('recycleBin.restored', { count: restored })}</Text>}
        {notThere.length > 0 && <Text>{t('recycleBin.notThere', { count: notThere.length })}</Text>}
        {inUse.length > 0 && (
          <>
            <Text>{t('recycleBin.inUse', { count: inUse.length })}</Text>
            <List size="sm">
              {inUse.map(({ recordId, externalId, holderId }) => {
                const record = chosen.find(({ id }) => id === recordId)
                const title = (record && titleOf(record)) ?? t('untitled')
                return (
                  <List.Item key={recordId}>
                    {t('recycleBin.inUseLine', { title, externalId })}{' '}
                    <Anchor
                      component={Link}
                      to={`/users/${userId}/records/${record?.type ?? 'customers'}/${holderId}`}
                      inherit
                    >
                      {t('recycleBin.holder')}
                    </Anchor>
                  </List.Item>
                )
              })}
            </List>
            <Text size="sm">{t('recycleBin.inUseAdvice')}</Text>
          </>
        )}
      </Stack>
    </Alert>
  )
}
