import { Alert, MultiSelect, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../../texts/labels.ts'
import { withKeys } from './draft.ts'
import type { Settings } from './use-settings.ts'

const MOST_KEYS = 8

/** By which fields a row finds its record. */
export function Keys({ settings: { draft, made, type, change } }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings')
  const label = useLabel()
  const { mapping } = made.configuration
  const possible = type.fields.filter(({ name, key }) => key && mapping.some(({ field }) => field === name))
  const keys = mapping.filter(({ update }) => update === 'key').map(({ field }) => field)
  const hasExternalId = mapping.some(({ field }) => field === 'externalId' || field === 'id')
  return (
    <section aria-labelledby="keys">
      <Title order={2} size="h4" id="keys">
        {t('keys.title')}
      </Title>
      <MultiSelect
        mt="xs"
        maw="40rem"
        label={t('keys.label')}
        description={t('keys.help')}
        data={possible.map((field) => ({ value: field.name, label: label(field.label) }))}
        value={keys}
        onChange={(fields) => change((before) => withKeys(before, fields))}
        maxValues={MOST_KEYS}
        searchable
        error={keys.length === 0 && draft.mode !== 'create' ? t('keys.none') : undefined}
      />
      {keys.length === 0 && draft.mode === 'create' && (
        <Text size="sm" mt="xs">
          {t('keys.noneCreate')}
        </Text>
      )}
      {!hasExternalId && keys.length > 0 && (
        <Alert color="yellow" mt="sm" maw="40rem">
          {t('keys.noExternalId')}
        </Alert>
      )}
    </section>
  )
}
