import { Badge, Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { useFormats } from '../../texts/formats.ts'

type ImportLine = AnswerOf<'listImports'>['imports'][number]

/** What an import that is not over waits for, in a sentence. */
function useWaitsFor(): (item: ImportLine) => string {
  const { t } = useTranslation('home')
  return ({ status, current }) => {
    switch (status) {
      case 'awaiting-upload':
        return t('waitsFor.upload')
      case 'awaiting-settings':
        return t('waitsFor.settings')
      case 'awaiting-selection':
        return t('waitsFor.selection')
      case 'awaiting-decision':
        return current === undefined ? t('waitsFor.decisionOfSomebody') : t('waitsFor.decision', { name: current.name })
      default:
        return t('waitsFor.nothing')
    }
  }
}

/** An import under way: what it waits for, how far it is, and the way to it. */
export function RunningImport({ item }: { readonly item: ImportLine }) {
  const { t } = useTranslation('home')
  const { relative } = useFormats()
  const waitsFor = useWaitsFor()
  const waits = item.waiting !== undefined || item.status === 'awaiting-upload'
  return (
    <Card withBorder component="section" aria-label={t('running')} padding="lg">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {item.fileName}
          </Title>
          <Badge variant="light" color={waits ? 'orange' : 'indigo'} tt="none" size="lg">
            {t(`status.${item.status}`, { ns: 'common' })}
          </Badge>
        </Group>
        <Text>{waitsFor(item)}</Text>
        {item.users !== undefined && item.users.total > 0 && (
          <Progress
            value={
              ((item.users.imported + item.users.skipped) / Math.max(1, item.users.total - item.users.excluded)) * 100
            }
            aria-label={t('of', {
              ns: 'common',
              done: item.users.imported + item.users.skipped,
              all: item.users.total - item.users.excluded,
            })}
          />
        )}
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed">
            {t('startedBy', { name: item.startedBy.name, when: relative(item.startedAt) })}
            {item.waiting !== undefined && ` · ${t('until', { when: relative(item.waiting.expiresAt) })}`}
          </Text>
          <Button component={Link} to={`/imports/${item.id}`} variant={waits ? 'filled' : 'default'}>
            {waits ? t('goOn') : t('look')}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
