import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../../api/api.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { isTooLate, useActionWords } from './answer-error.tsx'

/** Questions that were answered in this window. */
const answeredHere = new Set<string>()

/** Sends an answer, and keeps in mind that this question is answered here; unless it could not be sent. */
export async function answerHere<Taken>(approvalId: string | undefined, send: () => Promise<Taken>): Promise<Taken> {
  if (approvalId === undefined) return send()
  answeredHere.add(approvalId)
  try {
    return await send()
  } catch (error) {
    // That it came too late is said with the error itself.
    if (!isTooLate(error)) answeredHere.delete(approvalId)
    throw error
  }
}

/**
 * Says who answered a question that was open in this window and was not answered here, as the page goes on by itself.
 * @param approvalId the question that waits
 */
export function useForeignAnswers(approvalId: string | undefined): void {
  const api = useApi()
  const { t } = useTranslation('decision')
  const { exact } = useFormats()
  const words = useActionWords()
  const tell = useRef<(id: string) => Promise<void>>(undefined)
  useEffect(() => {
    tell.current = async (id) => {
      const { state, decidedBy, decidedAt, action } = await api.getApproval({ path: { approvalId: id } })
      if (state !== 'decided' || decidedBy === undefined || decidedAt === undefined || action === undefined) return
      const name = decidedBy.name === '' ? decidedBy.email : decidedBy.name
      notifications.show({
        id: `decided-${id}`,
        color: 'yellow',
        title: t('foreign.title'),
        message: t('foreign.said', { name, action: words(action), at: exact(decidedAt) }),
        autoClose: 15_000,
        withCloseButton: true,
      })
    }
  })
  useEffect(() => {
    if (approvalId === undefined) return
    return () => {
      // What went wrong with this is no loss: the page itself shows how the import goes on.
      if (!answeredHere.has(approvalId)) tell.current?.(approvalId).catch(() => undefined)
    }
  }, [approvalId])
}
