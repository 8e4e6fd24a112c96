import { Button, SimpleGrid, Text, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { ImportUserLine } from '../../../api/import-users.ts'
import { useMe } from '../../../api/me.ts'
import type { Preview } from '../../../api/previews.ts'
import { ActionBar } from '../../../components/action-bar.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { KeyHint, useShortcuts } from '../../../components/shortcut.tsx'
import { useFormats } from '../../../texts/formats.ts'
import type { StepProps } from '../step.ts'
import type { Action, SendAnswer } from './answer.ts'
import { isTooLate, useTellTooLate } from './answer-error.tsx'
import { restAfter, writtenParts } from './consequences.ts'
import { ImportAllDialog } from './import-all-dialog.tsx'
import { useImportChanged } from './import-changed.ts'
import classes from './actions.module.css'

/** A second click that was meant for the user before must not decide about the next, whom nobody has looked at. */
const UNTOUCHABLE_MS = 600

interface Props extends StepProps {
  readonly preview: Preview
  readonly lines: readonly ImportUserLine[]
  readonly isOpen: boolean
  readonly answer: SendAnswer
}

/** Back, Import, Skip, Import all users: each says in numbers what it does before it is pressed. */
export function Actions({ item, preview, lines, isOpen, answer }: Props) {
  const { t } = useTranslation('decision')
  const [isAsking, { open, close }] = useDisclosure()
  const [, setQuery] = useSearchParams()
  const changed = useImportChanged(item.id)
  const isTouchable = useIsTouchable()
  const tellTooLate = useTellTooLate()
  const decide = useMutation({
    mutationFn: answer,
    onSuccess: () => setQuery({}, { replace: true }),
    onError: tellTooLate,
    // Pending until it is known how it goes on, so that nothing is decided twice.
    onSettled: changed,
  })
  const { counts, rows } = preview
  const name = preview.name === '' ? preview.email : preview.name
  const rest = restAfter(lines, preview.userId)
  const { mayImport } = useMe()
  const isReady = isOpen && mayImport && isTouchable && !decide.isPending
  const act = (action: Action) => {
    close()
    // The dialog can be clicked for a moment after it was answered.
    if (!decide.isPending) decide.mutate(action)
  }
  useShortcuts([
    { key: 'b', run: () => act('back'), enabled: isReady && !isAsking },
    { key: 'i', run: () => act('import'), enabled: isReady && !isAsking },
    { key: 's', run: () => act('skip'), enabled: isReady && !isAsking },
    { key: 'a', run: open, enabled: isReady && !isAsking && rest.users > 0 },
  ])
  const pending = decide.isPending || (decide.isSuccess && !isOpen) ? decide.variables : undefined
  return (
    <ActionBar label={t('actions.label')}>
      {!isTooLate(decide.error) && <ErrorAlert error={decide.error} />}
      {!mayImport && (
        <Text size="sm" mb="xs">
          {t('actions.notAllowed')}
        </Text>
      )}
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" verticalSpacing={6}>
        <Choice
          shortcut="b"
          label={t('actions.back')}
          isDisabled={!isReady}
          isPending={pending === 'back'}
          onChoose={() => act('back')}
        >
          {t('actions.backDoes', { count: item.users.imported })}
          {item.users.skipped > 0 && ` ${t('actions.backAsksAgain')}`}
        </Choice>
        <Choice
          isMain
          shortcut="i"
          label={t('actions.import')}
          isDisabled={!isReady}
          isPending={pending === 'import'}
          onChoose={() => act('import')}
        >
          <ImportDoes counts={counts} name={name} />
        </Choice>
        <Choice
          shortcut="s"
          label={t('actions.skip')}
          isDisabled={!isReady}
          isPending={pending === 'skip'}
          onChoose={() => act('skip')}
        >
          {t('actions.skipDoes', { count: rows })}
        </Choice>
        <Choice
          shortcut="a"
          label={t('actions.importAll')}
          isDisabled={!isReady || rest.users === 0}
          isPending={pending === 'import-all'}
          onChoose={open}
        >
          {rest.users === 0 ? t('actions.isLast') : t('actions.importAllDoes', { count: rest.users, rows: rest.rows })}
        </Choice>
      </SimpleGrid>
      <VisuallyHidden aria-live="polite">{!isOpen && t('actions.closed')}</VisuallyHidden>
      <ImportAllDialog
        opened={isAsking}
        onClose={close}
        onConfirm={() => act('import-all')}
        preview={preview}
        rest={rest}
      />
    </ActionBar>
  )
}

function useIsTouchable(): boolean {
  const [isTouchable, setTouchable] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setTouchable(true), UNTOUCHABLE_MS)
    return () => clearTimeout(timer)
  }, [])
  return isTouchable
}

/** "48 new, 2 updated for Björn Lange", and what is lost by it. */
function ImportDoes({ counts, name }: { readonly counts: Preview['counts']; readonly name: string }) {
  const { t } = useTranslation('decision')
  const { number } = useFormats()
  const parts = writtenParts(counts).map(({ outcome, count }) => `${number(count)} ${t(`writes.${outcome}`)}`)
  return (
    <>
      {parts.length === 0 && counts.deleted === 0
        ? t('actions.importNothing', { name })
        : parts.length > 0 && t('actions.importDoes', { parts: parts.join(', '), name })}
      {counts.deleted > 0 && (
        <Text component="span" inherit c="var(--mantine-color-error)" fw={700} display="block">
          {t('actions.importDeletes', { count: counts.deleted })}
        </Text>
      )}
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly shortcut: string
  readonly isMain?: boolean
  readonly isDisabled: boolean
  readonly isPending: boolean
  readonly onChoose: () => void
  /** What it does. */
  readonly children: ReactNode
}

function Choice({ label, shortcut, isMain = false, isDisabled, isPending, onChoose, children }: ChoiceProps) {
  const id = useId()
  return (
    <div>
      <Button
        fullWidth
        variant={isMain ? 'filled' : 'default'}
        disabled={isDisabled}
        loading={isPending}
        onClick={onChoose}
        rightSection={<KeyHint>{shortcut}</KeyHint>}
        aria-keyshortcuts={shortcut}
        aria-describedby={id}
        px="xs"
      >
        {label}
      </Button>
      <Text size="xs" mt={4} id={id} className={classes.does ?? ''} component="div">
        {children}
      </Text>
    </div>
  )
}
