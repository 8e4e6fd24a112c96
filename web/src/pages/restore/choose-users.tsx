import { MultiSelect, Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Restore } from '../../api/restores.ts'

/** Somebody whose records can go back. */
export interface Candidate {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly active: boolean
}

interface Props {
  readonly kind: Restore['kind']
  readonly candidates: readonly Candidate[]
  /** The IDs of those who are chosen; undefined is everybody. */
  readonly chosen: readonly string[] | undefined
  readonly onChange: (chosen: readonly string[] | undefined) => void
}

/** Asks whose records are to go back: everybody's, or those of some users, found by name or e-mail address. */
export function ChooseUsers({ kind, candidates, chosen, onChange }: Props) {
  const { t } = useTranslation('restores')
  return (
    <Stack>
      <Radio.Group
        aria-label={t('who.legend')}
        value={chosen === undefined ? 'everybody' : 'some'}
        onChange={(value) => onChange(value === 'everybody' ? undefined : [])}
      >
        <Stack gap="sm" mt="xs">
          <Radio
            value="everybody"
            label={t(kind === 'restore' ? 'who.everybody' : 'who.everyUser')}
            description={t(kind === 'restore' ? 'who.everybodyRestore' : 'who.everybodyUndo')}
          />
          <Radio value="some" label={t('who.some')} description={t('who.someHint')} />
        </Stack>
      </Radio.Group>
      {chosen !== undefined && (
        <MultiSelect
          label={t('who.choose')}
          placeholder={chosen.length === 0 ? t('who.search') : ''}
          maw={560}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('delete', { ns: 'common' }) }}
          hidePickedOptions
          comboboxProps={{ withinPortal: false }}
          withScrollArea={false}
          styles={{ options: { maxHeight: 320, overflowY: 'auto' } }}
          nothingFoundMessage={t('who.nobody')}
          data={candidates.map((candidate) => ({
            value: candidate.userId,
            label: labelOf(candidate, t('who.inactive')),
          }))}
          value={[...chosen]}
          onChange={onChange}
        />
      )}
    </Stack>
  )
}

function labelOf({ name, email, active }: Candidate, inactive: string): string {
  const known = name === email ? email : `${name} (${email})`
  return active ? known : `${known}, ${inactive}`
}
