import { List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RestoreCounts } from '../../api/restores.ts'

/** In the order in which they are said. */
export const COUNT_ORDER = [
  'created',
  'updated',
  'restored',
  'deleted',
  'removed',
  'moved',
  'partly',
  'kept',
  'conflicts',
  'unchanged',
] as const satisfies (keyof RestoreCounts)[]

interface Props {
  readonly counts: RestoreCounts
  /** What would happen, or what did. */
  readonly tense: 'plan' | 'done'
}

/** Counts of a restore or undo as sentences, without those that are nought. */
export function CountSentences({ counts, tense }: Props) {
  const { t } = useTranslation('restores')
  return (
    <List spacing={4}>
      {COUNT_ORDER.filter((name) => counts[name] > 0).map((name) => (
        <List.Item key={name}>{t(`${tense}.${name}`, { count: counts[name] })}</List.Item>
      ))}
    </List>
  )
}
