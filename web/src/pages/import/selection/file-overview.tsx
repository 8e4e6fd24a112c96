import { Badge, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../texts/formats.ts'
import type { StepProps } from '../step.ts'

/** Where the rows of the file went, as a bar whose parts add up. */
export const FileOverview = memo(function FileOverview({ item }: StepProps) {
  const { t } = useTranslation('selection')
  const { number, percent } = useFormats()
  const { assignment, configuration } = item
  if (assignment === undefined) return null
  const { rows, assignedRows, notFoundRows, emptyRows, excludedRows } = assignment
  const parts = [
    { name: 'assigned', count: assignedRows, color: 'green.8' },
    { name: 'notFound', count: notFoundRows, color: 'red.8' },
    { name: 'empty', count: emptyRows, color: 'yellow.6' },
    { name: 'excluded', count: excludedRows, color: 'gray.6' },
  ] as const
  return (
    <Stack gap="xs" component="section" aria-labelledby="file-overview">
      <Title order={2} size="h4" id="file-overview">
        {t('overview.title', { count: rows })}
      </Title>
      {configuration !== undefined && (
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t(`overview.by.${configuration.assignment.by}`, { column: configuration.assignment.column })}
        </Text>
      )}
      <div
        role="img"
        aria-label={parts.map(({ name, count }) => `${number(count)} ${t(`overview.${name}`)}`).join(', ')}
      >
        <Progress.Root size="xl" radius="sm" aria-hidden>
          {parts.map(({ name, count, color }) => (
            <Progress.Section key={name} value={rows === 0 ? 0 : (count / rows) * 100} color={color} />
          ))}
        </Progress.Root>
      </div>
      <Group gap="xs">
        {parts
          .filter(({ name, count }) => count > 0 || name === 'assigned')
          .map(({ name, count, color }) => (
            <Badge
              key={name}
              variant="dot"
              color={color}
              tt="none"
              size="lg"
              h="auto"
              mih={26}
              styles={{ label: { whiteSpace: 'normal' } }}
            >
              {number(count)} {t(`overview.${name}`)}
              {rows > 0 && ` (${percent(count / rows)})`}
            </Badge>
          ))}
      </Group>
      <Text size="sm">
        {t('overview.sum', {
          parts: parts.map(({ count }) => number(count)).join(' + '),
          rows: number(parts.reduce((all, { count }) => all + count, 0)),
        })}
      </Text>
    </Stack>
  )
})
