import { Button, Group, Stack, Table } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { importConfiguration } from '../../../../../lib/contracts/configuration.ts'
import { useApi } from '../../../api/api.tsx'
import { importKey } from '../../../api/imports.ts'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import type { StepProps } from '../step.ts'

/** What every column becomes, and everything else an import has to know. */
export function SettingsStep({ item }: StepProps) {
  const { t } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const suggested = item.configuration ?? item.suggestion?.configuration
  const put = useMutation({
    mutationFn: () => api.putSettings({ path: { importId: item.id }, body: importConfiguration.parse(suggested) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: importKey(item.id) }),
  })
  return (
    <Stack>
      <Table>
        <Table.Tbody>
          {suggested?.mapping?.map(({ column, field }) => (
            <Table.Tr key={column}>
              <Table.Th scope="row">{column}</Table.Th>
              <Table.Td>{field}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ErrorAlert error={put.error} />
      <Group>
        <Button onClick={() => put.mutate()} loading={put.isPending}>
          {t('next')}
        </Button>
      </Group>
    </Stack>
  )
}
