import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconFileSettings, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import type { RecordTypeName } from '../../api/record-types.ts'
import { ChooseFile } from '../../components/choose-file.tsx'
import { readConfigurationFile, type Configuration, type ReadConfiguration } from './configuration-file.ts'
import { FileFault } from './notices.tsx'

/** Settings an import begins with: saved ones by their id, or those of a file. */
export type ChosenConfiguration =
  | { readonly kind: 'saved'; readonly id: string }
  | { readonly kind: 'file'; readonly configuration: Configuration; readonly fileName: string }

interface Props {
  readonly type: RecordTypeName
  readonly saved: AnswerOf<'listConfigurations'>['importConfigurations']
  readonly value: ChosenConfiguration | undefined
  readonly onChange: (chosen: ChosenConfiguration | undefined) => void
}

/** The settings to begin with, if there are some. */
export function ConfigurationChoice({ type, saved, value, onChange }: Props) {
  const { t } = useTranslation('newImport')
  const read = useMutation({
    mutationFn: readConfigurationFile,
    onSuccess: (answer) => {
      if (answer.kind === 'configuration') onChange({ ...answer, kind: 'file' })
    },
  })
  const choices = saved
    .filter(({ recordType }) => recordType === type)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('configuration.label')}</Text>
      <Text size="sm" c="dimmed">
        {t('configuration.description')}
      </Text>
      {value?.kind === 'file' ? (
        <Group gap="xs">
          <IconFileSettings size={20} aria-hidden />
          <Text style={{ overflowWrap: 'anywhere' }}>{t('configuration.taken', { file: value.fileName })}</Text>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconX size={16} aria-hidden />}
            onClick={() => onChange(undefined)}
          >
            {t('configuration.leave')}
          </Button>
        </Group>
      ) : (
        <Group gap="sm" align="flex-end">
          {choices.length > 0 && (
            <Select
              label={t('configuration.saved')}
              placeholder={t('configuration.none')}
              data={choices}
              value={value?.id ?? null}
              onChange={(id) => onChange(id === null ? undefined : { kind: 'saved', id })}
              clearable
              searchable
              clearButtonProps={{ 'aria-label': t('configuration.leave') }}
              style={{ flex: '1 1 18rem' }}
            />
          )}
          <ChooseFile accept="application/json,.json" onChoose={read.mutate}>
            {(props) => (
              <Button {...props} variant="default" loading={read.isPending} title={t('configuration.fileHint')}>
                {t('configuration.file')}
              </Button>
            )}
          </ChooseFile>
        </Group>
      )}
      {read.data !== undefined && <Unreadable read={read.data} />}
    </Stack>
  )
}

/** Why a file gave no settings; nothing if it did. */
export function Unreadable({ read }: { readonly read: ReadConfiguration }) {
  const { t } = useTranslation('newImport')
  switch (read.kind) {
    case 'configuration':
      return null
    case 'too-large':
      return (
        <FileFault
          title={t('configuration.tooLarge', { file: read.fileName })}
          advice={t('configuration.noJsonAdvice')}
        />
      )
    case 'no-json':
      return (
        <FileFault
          title={t('configuration.noJson', { file: read.fileName })}
          advice={t('configuration.noJsonAdvice')}
        />
      )
    case 'invalid':
      return <FileFault title={t('configuration.invalid', { file: read.fileName })} details={read.mistakes} />
  }
}
