import { useMemo, type ReactNode } from 'react'
import { useRecordTypes } from '../api/record-types.ts'
import { useLanguage } from '../texts/labels.ts'
import { LabelsContext } from '../texts/say.ts'
import { germanLabels } from '../../../lib/sentences/languages.ts'

/**
 * Lets sentences of the server call fields, the company's own too, as the pages call them. In every language it has the
 * record types asked for at once, so that no page shows a field before its label is known.
 */
export function FieldLabels({ children }: { readonly children: ReactNode }) {
  const isGerman = useLanguage() === 'de'
  const { data } = useRecordTypes()
  const labels = useMemo(() => (isGerman ? germanLabels(data) : new Map<string, string>()), [isGerman, data])
  return <LabelsContext value={labels}>{children}</LabelsContext>
}
