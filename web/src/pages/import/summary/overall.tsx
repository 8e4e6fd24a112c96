import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CountsBar } from '../../../components/outcomes.tsx'
import { useFormats } from '../../../texts/formats.ts'
import type { StepProps } from '../step.ts'
import { occurring, type Summary } from './summary.ts'

/** What became of all rows of the file: a picture that adds up, and what has no row beside it. */
export function Overall({ item, summary }: StepProps & { readonly summary: Summary }) {
  const { t } = useTranslation('summary')
  const { number } = useFormats()
  const { totals, rows, deleted, related, users } = summary
  const movedAway = users.reduce((sum, user) => sum + user.movedAway, 0)
  const outcomes = occurring(totals)
  return (
    <Stack gap="xs" component="section" aria-labelledby="overall">
      <Title order={2} size="h4" id="overall">
        {t('overall.title', { count: rows })}
      </Title>
      <CountsBar counts={totals} label={t('overall.label', { file: item.fileName })} size="xl" />
      <Text size="sm">
        {t('overall.sum', { parts: outcomes.map((outcome) => number(totals[outcome])).join(' + '), rows })}
      </Text>
      {deleted > 0 && <Text size="sm">{t('overall.deleted', { count: deleted })}</Text>}
      {related > 0 && <Text size="sm">{t('overall.related', { count: related })}</Text>}
      {movedAway > 0 && <Text size="sm">{t('overall.movedAway', { count: movedAway })}</Text>}
    </Stack>
  )
}
