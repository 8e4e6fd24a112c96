import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, type AnswerOf } from '../../../../../lib/contracts/client.ts'
import { useApi } from '../../../api/api.tsx'
import { importKey, type ImportState } from '../../../api/imports.ts'
import type { RecordType } from '../../../api/record-types.ts'
import { useTellTooLate } from '../decision/answer-error.tsx'
import { answerHere } from '../decision/foreign-answers.tsx'
import { columnsUnder, inspectedColumns, isInspected, rowsOf, type FileColumn } from './columns.ts'
import {
  configurationOf,
  draftOf,
  withSuggestion,
  type Configuration,
  type Drift,
  type Draft,
  type Inspection,
  type Made,
  type Suggested,
} from './draft.ts'
import { placed, type Mistake, type Placed } from './places.ts'
import { storedDraft } from './stored-draft.ts'

const TYPING_MS = 400

export type Check = AnswerOf<'checkSettings'>
type Suggestion = NonNullable<ImportState['suggestion']>

/** How a configuration and the file have come apart, and what it was before. */
export interface Apart {
  readonly drift: Drift
  readonly before: Suggested
}

/** Everything the parts of the step show and change. */
export interface Settings {
  readonly item: ImportState
  readonly inspection: Inspection
  readonly type: RecordType
  readonly draft: Draft
  /** Changes the draft; what it gets is the latest one. */
  readonly change: (next: (draft: Draft) => Draft) => void
  /** Undefined until the columns under another header row are known. */
  readonly columns: readonly FileColumn[] | undefined
  readonly columnsError: unknown
  /** Why these columns go into which fields, or might. */
  readonly reasons: Suggestion['reasons']
  readonly made: Made
  /** What the check says of the first rows, perhaps of a moment ago. */
  readonly check: { readonly answer: Check | undefined; readonly error: unknown; readonly isCurrent: boolean }
  readonly mistakes: readonly Placed[]
  /** Sheet, header row and assignment stay as they are, since users are imported. */
  readonly isFixed: boolean
  readonly apart: Apart | undefined
  /** Begins with another configuration. */
  readonly load: (configuration: Configuration) => Promise<void>
  readonly reset: () => void
  readonly send: ReturnType<typeof useSend>
}

/** The configuration to begin with: after *Back* the one before, else what was given with the start as far as it fits, else the suggestion. */
function beginning({ round, configuration, drift, suggestion }: ImportState): Suggested {
  if (round > 1 && configuration !== undefined) return configuration
  return drift?.repaired ?? configuration ?? suggestion?.configuration ?? {}
}

export function useSettings(item: ImportState, inspection: Inspection, type: RecordType): Settings {
  const api = useApi()
  const { id: importId, round, recordType } = item
  const [draft, setDraft] = useState(() => storedDraft.read(importId, round) ?? draftOf(beginning(item), inspection))
  const [apart, setApart] = useState<Apart | undefined>(() =>
    round === 1 && item.drift !== undefined && item.configuration !== undefined
      ? { drift: item.drift, before: item.configuration }
      : undefined,
  )
  const change = useCallback((next: (before: Draft) => Draft) => setDraft(next), [])
  useEffect(() => storedDraft.write(importId, round, draft), [importId, round, draft])

  const { columns, suggestion, error: columnsError } = useColumns(item, inspection, draft)
  // Under another header row other columns begin: where the draft has nothing for them, what is suggested for them counts.
  const [suggested, setSuggested] = useState(suggestion)
  if (suggestion !== suggested) {
    setSuggested(suggestion)
    setDraft((before) => withSuggestion(before, suggestion?.configuration, columns?.map(({ name }) => name) ?? []))
  }
  const made = useMemo(
    () => configurationOf(draft, recordType, columns?.map(({ name }) => name) ?? []),
    [draft, recordType, columns],
  )
  const [asked] = useDebouncedValue(made, TYPING_MS)
  const check = useQuery({
    queryKey: ['settings-check', importId, asked.configuration],
    queryFn: async () => ({
      of: asked,
      answer: await api.checkSettings({ path: { importId }, body: asked.configuration }),
    }),
    enabled: columns !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const send = useSend(item)
  const isFixed = round > 1 && item.users.imported > 0
  return {
    item,
    inspection,
    type,
    draft,
    change,
    columns,
    reasons: suggestion?.reasons ?? [],
    columnsError,
    made,
    check: {
      answer: check.data?.answer,
      error: check.error,
      isCurrent: asked === made && !check.isFetching && !check.isPlaceholderData,
    },
    mistakes: useMistakes(made, check.data, send),
    isFixed,
    apart,
    load: async (configuration) => {
      const body = { ...configuration, recordType }
      const { drift } = await api.checkSettings({ path: { importId }, body })
      setApart(drift === undefined ? undefined : { drift, before: configuration })
      const loaded = draftOf(drift?.repaired ?? configuration, inspection)
      setDraft((before) => (isFixed ? { ...loaded, ...whoseRows(before) } : loaded))
    },
    reset: () => {
      setDraft(draftOf(beginning(item), inspection))
    },
    send,
  }
}

/** What must not change any more once users are imported. */
const whoseRows = ({ sheet, headerRow, by, assignment, corrections }: Draft) => ({
  sheet,
  headerRow,
  by,
  assignment,
  corrections,
})

interface Columns {
  readonly columns: readonly FileColumn[] | undefined
  readonly suggestion: Suggestion | undefined
  readonly error: unknown
}

/** The columns under the chosen header row: inspection knows those it found, the API names all others. */
function useColumns(item: ImportState, inspection: Inspection, { sheet, headerRow }: Draft): Columns {
  const api = useApi()
  const { id: importId, recordType } = item
  const isKnown = isInspected(inspection, sheet, headerRow)
  const named = useQuery({
    queryKey: ['settings-columns', importId, sheet, headerRow],
    queryFn: async () => {
      const question = { column: '?', field: '?' }
      const { notation } = inspection
      const body = {
        recordType,
        sheet,
        headerRow,
        notation,
        mode: 'create',
        assignment: { by: 'email', column: '?' },
        mapping: [question],
      } as const
      return api.checkSettings({ path: { importId }, body })
    },
    enabled: !isKnown,
    staleTime: Infinity,
  })
  const columns = useMemo(() => {
    if (isKnown) return inspectedColumns(inspection)
    return named.data && columnsUnder(rowsOf(inspection, sheet), headerRow, named.data.columns)
  }, [inspection, isKnown, sheet, headerRow, named.data])
  if (isKnown) return { columns, suggestion: item.suggestion, error: undefined }
  return { columns, suggestion: named.data?.suggestion, error: named.error }
}

/** Gives the configuration the import waits for. */
function useSend(item: ImportState) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (made: Made) => {
      const approvalId = item.waiting?.approvalId
      return answerHere(approvalId, () =>
        api.putSettings({ path: { importId: item.id }, query: { approvalId }, body: made.configuration }),
      )
    },
    onSuccess: () => storedDraft.forget(item.id, item.round),
    onError: useTellTooLate(),
    // Whether it was taken, or somebody else was quicker: the import says where it is now.
    onSettled: () => queries.invalidateQueries({ queryKey: importKey(item.id) }),
  })
}

/** What is wrong, from three sides: what is still missing here, what the check found, and why the API refused it. */
function useMistakes(
  made: Made,
  checked: { readonly of: Made; readonly answer: Check } | undefined,
  { error, variables }: Pick<ReturnType<typeof useSend>, 'error' | 'variables'>,
): readonly Placed[] {
  const { t } = useTranslation('settings')
  return useMemo(() => {
    const gaps = made.gaps.map(({ gap, pointer }) => placed(made.configuration, { pointer, message: t(`gap.${gap}`) }))
    const found = checked === undefined ? [] : findings(checked.of, checked.answer.problems)
    const refused = error instanceof ApiProblem && variables === made ? findings(made, error.problem.places ?? []) : []
    const all = [...gaps, ...found, ...refused]
    return all.filter(
      (one, index) =>
        all.findIndex(({ pointer, message }) => pointer === one.pointer && message === one.message) === index,
    )
  }, [t, made, checked, error, variables])
}

/** The problems the API names, without those that a stand-in caused. */
function findings(
  { configuration, gaps }: Made,
  problems: readonly { readonly pointer?: string | undefined; readonly message?: string | undefined }[],
): Placed[] {
  const standsIn = (pointer: string): boolean =>
    gaps.some(({ gap, pointer: at }) => gap !== 'token' && (pointer === at || pointer.startsWith(`${at}/`)))
  return problems
    .filter(({ pointer }) => pointer === undefined || !standsIn(pointer))
    .map(({ pointer, message = '' }): Mistake => ({ pointer, message }))
    .map((mistake) => placed(configuration, mistake))
}
