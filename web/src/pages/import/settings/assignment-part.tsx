import { ActionIcon, Alert, Card, Code, Group, Radio, Select, Stack, Table, Text, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../../texts/labels.ts'
import { useSay } from '../../../texts/say.ts'
import { Waiting } from '../../../components/answer.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { Fixed } from './file-part.tsx'
import type { PartProps } from './part.ts'
import type { Settings } from './use-settings.ts'

const KINDS = ['email', 'employee-number'] as const

/** Which column says whose a row is, and how. */
export function AssignmentPart({ settings }: PartProps) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const { draft, change, columns, columnsError, isFixed, mistakes, item, reasons } = settings
  if (columns === undefined) return columnsError ? <ErrorAlert error={columnsError} /> : <Waiting />
  const column = columns.find(({ name }) => name === draft.assignment)
  const reason = reasons.find((one) => one.field === 'assignment' && one.column === draft.assignment)
  const own = mistakes.filter(({ part }) => part === 'assignment')
  const ofColumn = own.filter(({ pointer }) => pointer === '/assignment/column')
  const others = own.filter((one) => !ofColumn.includes(one))
  return (
    <Stack gap="lg" maw="46rem">
      {isFixed && <Fixed count={item.users.imported} />}
      <div>
        <Title order={2} size="h4">
          {t('assignment.title')}
        </Title>
        <Text c="dimmed">{t('assignment.lead')}</Text>
      </div>
      <Select
        label={t('assignment.column')}
        placeholder={t('assignment.placeholder')}
        data={columns.map(({ name, letter }) => ({ value: name, label: `${letter} · ${name}` }))}
        value={column?.name ?? null}
        onChange={(name) => name !== null && change((before) => ({ ...before, assignment: name }))}
        allowDeselect={false}
        searchable
        openOnFocus={false}
        disabled={isFixed}
        error={ofColumn.length > 0 ? ofColumn.map(({ message }) => say(message)).join(' ') : undefined}
      />
      {column !== undefined && (
        <Card withBorder padding="sm">
          <Text size="sm" fw={600}>
            {t('assignment.samples')}
          </Text>
          <Group gap="xs" mt={4}>
            {column.samples.map((sample) => (
              <Code key={sample} style={{ overflowWrap: 'anywhere' }}>
                {sample}
              </Code>
            ))}
            {column.samples.length === 0 && <Text size="sm">{t('columns.noSamples')}</Text>}
          </Group>
          {reason !== undefined && (
            <Text size="sm" c="dimmed" mt="xs">
              {t('assignment.why')}: {say(reason.why)} ({t(`confidence.${reason.confidence}`)})
            </Text>
          )}
          <AlsoMapped settings={settings} column={column.name} />
        </Card>
      )}
      <Radio.Group
        label={t('assignment.by')}
        value={draft.by}
        onChange={(kind) => {
          const by = KINDS.find((one) => one === kind)
          if (by !== undefined) change((before) => ({ ...before, by }))
        }}
      >
        <Stack gap="sm" mt="xs">
          {KINDS.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              disabled={isFixed}
              label={t(`assignment.${kind}`)}
              description={t(`assignment.${kind}Text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {others.length > 0 && (
        <Alert color="red" role="alert">
          {others.map(({ message }) => (
            <div key={message}>{say(message)}</div>
          ))}
        </Alert>
      )}
      {draft.corrections.length > 0 && <Corrections settings={settings} />}
    </Stack>
  )
}

function AlsoMapped({ settings: { draft, type }, column }: { readonly settings: Settings; readonly column: string }) {
  const { t } = useTranslation('settings')
  const label = useLabel()
  const fields = draft.mapping
    .filter((entry) => entry.column === column)
    .map(({ field }) => type.fields.find(({ name }) => name === field)?.label)
  if (fields.length === 0) return null
  return (
    <Text size="sm" mt="xs">
      {fields.map((field) => field && t('assignment.alsoMapped', { field: label(field) })).join(' ')}
    </Text>
  )
}

function Corrections({ settings: { draft, change } }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings')
  return (
    <section aria-labelledby="corrections">
      <Title order={3} size="h5" id="corrections">
        {t('assignment.corrections')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('assignment.correctionsLead')}
      </Text>
      <Table aria-labelledby="corrections" mt="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('assignment.value')}</Table.Th>
            <Table.Th scope="col">{t('assignment.means')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {draft.corrections.map((correction) => (
            <Table.Tr key={`${correction.value} ${correction.email}`}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{correction.value}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{correction.email}</Table.Td>
              <Table.Td>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('assignment.remove', { value: correction.value })}
                  onClick={() =>
                    change((before) => ({
                      ...before,
                      corrections: before.corrections.filter(
                        ({ value, email }) => value !== correction.value || email !== correction.email,
                      ),
                    }))
                  }
                >
                  <IconX size={18} aria-hidden />
                </ActionIcon>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
