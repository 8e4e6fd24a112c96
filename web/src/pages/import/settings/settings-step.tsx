import { Alert, Badge, Button, Group, Space, Stack, Tabs, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconAlertCircle, IconArrowRight, IconCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { ImportState } from '../../../api/imports.ts'
import { useRecordTypes, type RecordType } from '../../../api/record-types.ts'
import { ActionBar } from '../../../components/action-bar.tsx'
import { Answer, Waiting } from '../../../components/answer.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { KeyHint } from '../../../components/shortcut.tsx'
import { isTooLate } from '../decision/answer-error.tsx'
import { useForeignAnswers } from '../decision/foreign-answers.tsx'
import type { StepProps } from '../step.ts'
import { AssignmentPart } from './assignment-part.tsx'
import { CheckPart } from './check-part.tsx'
import { ColumnsPart } from './columns-part.tsx'
import { ConfigurationMenu } from './configuration-menu.tsx'
import type { Inspection } from './draft.ts'
import { DriftReport } from './drift-report.tsx'
import { FilePart } from './file-part.tsx'
import type { PartProps } from './part.ts'
import { isPart, PARTS, type Part, type Placed } from './places.ts'
import { useSettings, type Settings } from './use-settings.ts'

/** What the file is, what its columns become, whose its rows are: everything an import has to know. */
export function SettingsStep({ item }: StepProps) {
  const { t } = useTranslation('settings')
  const types = useRecordTypes()
  useForeignAnswers(item.waiting?.approvalId)
  if (item.inspection === undefined) return <Alert color="red">{t('inspectionMissing')}</Alert>
  const { inspection } = item
  return (
    <Answer of={types}>
      {(all) => {
        const type = all.find(({ name }) => name === item.recordType)
        return type && <Known key={`${item.id} ${item.round}`} item={item} inspection={inspection} type={type} />
      }}
    </Answer>
  )
}

interface KnownProps {
  readonly item: ImportState
  readonly inspection: Inspection
  readonly type: RecordType
}

const SHOWN = {
  file: FilePart,
  columns: ColumnsPart,
  assignment: AssignmentPart,
  check: CheckPart,
} as const satisfies Record<Part, unknown>

function Known({ item, inspection, type }: KnownProps) {
  const { t } = useTranslation('settings')
  const settings = useSettings(item, inspection, type)
  const [query, setQuery] = useSearchParams()
  const asked = query.get('part')
  const part: Part = isPart(asked) ? asked : 'file'
  const go = (next: Part) => {
    setQuery((before) => new URLSearchParams([...before].filter(([name]) => name !== 'part').concat([['part', next]])))
  }
  // Whoever wants to mend something begins at the first field that is wrong, once its part is shown.
  const mending = useRef(false)
  useEffect(() => {
    if (mending.current) focusWrong()
    mending.current = false
  }, [part])
  const mend = (next: Part) => {
    if (next === part) return focusWrong()
    mending.current = true
    go(next)
  }
  const { mistakes, send } = settings
  if (send.isSuccess) return <Waiting label={t('bar.sent')} />
  return (
    <Stack>
      <Group justify="flex-end">
        <ConfigurationMenu settings={settings} />
      </Group>
      {settings.apart !== undefined && <DriftReport settings={settings} apart={settings.apart} />}
      <Tabs value={part} onChange={(next) => isPart(next) && go(next)} keepMounted={false} activateTabWithKeyboard>
        <Tabs.List aria-label={t('parts.label')} grow>
          {PARTS.map((name, index) => (
            <Tabs.Tab key={name} value={name} rightSection={<Mark part={name} settings={settings} />}>
              {index + 1}. {t(`parts.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {PARTS.map((name) => {
          const Shown = SHOWN[name]
          return (
            <Tabs.Panel key={name} value={name} pt="md">
              <Shown settings={settings} go={mend} />
            </Tabs.Panel>
          )
        })}
      </Tabs>
      {!isTooLate(send.error) && <ErrorAlert error={send.error} />}
      <Bar settings={settings} part={part} go={go} mend={mend} mistakes={mistakes} />
    </Stack>
  )
}

/** As wide as a number in its badge: px. What is beside it stays where it is when a mark comes or changes. */
const MARK = 24

function focusWrong(): void {
  document.querySelector<HTMLElement>('[role=tabpanel] [aria-invalid=true]')?.focus()
}

function Mark({ part, settings: { mistakes, check } }: { readonly part: Part; readonly settings: Settings }) {
  const { t } = useTranslation('settings')
  const count = mistakes.filter((one) => one.part === part).length
  if (count > 0) {
    return (
      <Badge
        color="red"
        variant="light"
        circle={false}
        size="sm"
        tt="none"
        miw={MARK}
        aria-label={t('parts.mistakes', { count })}
      >
        {count}
      </Badge>
    )
  }
  if (check.answer === undefined) return <Space w={MARK} h={16} />
  return <IconCheck width={MARK} height={16} aria-label={t('parts.ok')} color="var(--mantine-color-green-text)" />
}

interface BarProps extends PartProps {
  readonly part: Part
  /** Shows the part with what is wrong in it. */
  readonly mend: (part: Part) => void
  readonly mistakes: readonly Placed[]
}

/** On to the next part, or on with the import. */
function Bar({ settings, part, go, mend, mistakes }: BarProps) {
  const { t } = useTranslation('settings')
  const { send, made, item, columns } = settings
  const next = PARTS[PARTS.indexOf(part) + 1]
  const first = mistakes[0]
  const [pressed, setPressed] = useState(false)
  const goOn = () => {
    if (send.isPending || columns === undefined) return
    if (first !== undefined) {
      setPressed(true)
      mend(first.part)
    } else send.mutate(made)
  }
  useHotkeys(
    [
      [
        'mod+Enter',
        ({ target }) => {
          // A dialog in front has buttons of its own.
          if (!(target instanceof Element && target.closest('[role=dialog]') !== null)) goOn()
        },
      ],
    ],
    [],
  )
  const scrollUp = () => document.getElementById('content')?.scrollIntoView()
  return (
    <ActionBar label={t('bar.label')}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" flex="1 1 16rem" visibleFrom="sm">
          {item.round > 1 ? t('bar.afterAgain') : t('bar.after')}
        </Text>
        <Group gap="sm" justify="flex-end">
          {next !== undefined && (
            <Button
              variant="default"
              onClick={() => {
                go(next)
                scrollUp()
              }}
            >
              {t('parts.next', { part: t(`parts.${next}`) })}
            </Button>
          )}
          <Button
            onClick={goOn}
            loading={send.isPending}
            color={first === undefined ? undefined : 'red'}
            leftSection={first === undefined ? undefined : <IconAlertCircle size={18} aria-hidden />}
            rightSection={first === undefined ? <IconArrowRight size={18} aria-hidden /> : undefined}
            aria-keyshortcuts="Control+Enter"
          >
            {first === undefined ? t('bar.continue') : t('bar.mend', { count: mistakes.length })}
          </Button>
          <KeyHint>Ctrl+Enter</KeyHint>
        </Group>
      </Group>
      <Text size="sm" c="red" role="status">
        {pressed && first !== undefined && first.message}
      </Text>
    </ActionBar>
  )
}
