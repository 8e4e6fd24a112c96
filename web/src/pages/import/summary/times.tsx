import { Anchor, Stack, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../../texts/formats.ts'
import { isEnded } from '../../../api/imports.ts'
import type { StepProps } from '../step.ts'
import type { Summary } from './summary.ts'

/** Who began it and when, and how long each part took. */
export function Times({ item, summary }: StepProps & { readonly summary: Summary }) {
  const { t } = useTranslation('summary')
  const { dateTime, duration } = useFormats()
  const parts = item.timeline
    .filter((entry) => !isEnded(entry))
    .map(({ status }) => status)
    .filter((status, index, all) => all.indexOf(status) === index && summary.durations[status] !== undefined)
  return (
    <Stack gap="xs" component="section" aria-labelledby="times">
      <Title order={2} size="h4" id="times">
        {t('times.title')}
      </Title>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('times.begun', {
          name: item.startedBy.name === '' ? item.startedBy.email : item.startedBy.name,
          at: dateTime(item.startedAt),
        })}{' '}
        {item.restorePointId !== undefined && (
          <Anchor component={Link} to="/restore-points?reason=before-import" inherit underline="always">
            {t('times.point')}
          </Anchor>
        )}
      </Text>
      <Table aria-labelledby="times" maw={420} verticalSpacing={4}>
        <Table.Tbody>
          {parts.map((status) => (
            <Table.Tr key={status}>
              <Table.Th scope="row" fw={400}>
                {t(`times.${status}`)}
              </Table.Th>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {duration(summary.durations[status] ?? 0)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}
