import { Badge, Group, Progress, Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../texts/formats.ts'

/** Everything that can become of a row or a record, in the order in which it is shown. */
export const OUTCOME_ORDER = [
  'created',
  'updated',
  'restored',
  'transferred',
  'unchanged',
  'deleted',
  'rejected',
  'conflict',
  'skipped',
  'excluded',
  'unassigned',
  'related',
] as const

export type ShownOutcome = (typeof OUTCOME_ORDER)[number]

/** Colours that people who see few of them can tell apart by their lightness; the words stand beside them always. */
const COLOURS: Readonly<Record<ShownOutcome, string>> = {
  created: 'green.8',
  updated: 'indigo.7',
  restored: 'teal.7',
  transferred: 'cyan.8',
  unchanged: 'gray.6',
  deleted: 'orange.8',
  rejected: 'red.8',
  conflict: 'pink.8',
  skipped: 'gray.5',
  excluded: 'gray.4',
  unassigned: 'yellow.6',
  related: 'violet.6',
}

export type Counts = Partial<Readonly<Record<ShownOutcome, number>>>

const isShown = (text: string): text is ShownOutcome => OUTCOME_ORDER.some((outcome) => outcome === text)

/** The word for one outcome, in its colour. */
export function OutcomeBadge({ outcome }: { readonly outcome: string }) {
  const { t } = useTranslation()
  if (!isShown(outcome)) return <Badge variant="default">{outcome}</Badge>
  return (
    <Badge variant="dot" color={COLOURS[outcome]} tt="none" style={{ flexShrink: 0 }}>
      {t(`outcome.${outcome}`)}
    </Badge>
  )
}

interface BarProps {
  readonly counts: Counts
  /** What the bar counts, for those who do not see it: "Preview of Björn Lange". */
  readonly label: string
  /** Height of the bar. @default lg */
  readonly size?: 'sm' | 'lg' | 'xl'
  /** Without the words and numbers below. @default false */
  readonly bare?: boolean
}

/** Counts as a bar whose parts add up, with the words and numbers below it. */
export function CountsBar({ counts, label, size = 'lg', bare = false }: BarProps) {
  const { t } = useTranslation()
  const { number, percent } = useFormats()
  const shown = OUTCOME_ORDER.map((outcome) => ({ outcome, count: counts[outcome] ?? 0 })).filter(
    ({ count }) => count > 0,
  )
  const all = shown.reduce((sum, { count }) => sum + count, 0)
  const words = shown.map(({ outcome, count }) => `${number(count)} ${t(`outcome.${outcome}`)}`).join(', ')
  return (
    <div>
      <div role="img" aria-label={`${label}: ${words === '' ? t('none') : words}`}>
        <Progress.Root size={size} radius="sm" aria-hidden>
          {shown.map(({ outcome, count }) => (
            <Tooltip key={outcome} label={`${number(count)} ${t(`outcome.${outcome}`)} (${percent(count / all)})`}>
              <div
                style={{
                  width: `${(count / all) * 100}%`,
                  minWidth: 3,
                  background: `var(--mantine-color-${COLOURS[outcome].replace('.', '-')})`,
                }}
              />
            </Tooltip>
          ))}
        </Progress.Root>
      </div>
      {!bare && (
        <Group gap="xs" mt="xs">
          {shown.map(({ outcome, count }) => (
            <Badge key={outcome} variant="dot" color={COLOURS[outcome]} tt="none" size="lg">
              {number(count)} {t(`outcome.${outcome}`)}
            </Badge>
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('none')}
            </Text>
          )}
        </Group>
      )}
    </div>
  )
}
