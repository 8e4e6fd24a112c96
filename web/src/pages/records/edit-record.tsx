import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import type { Record } from '../../api/record-types.ts'
import { recordKey, recordsKey, titleOf } from '../../api/records.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { decided, merge, type Changes, type Merged } from './merge.ts'
import { RecordForm } from './record-form.tsx'
import type { Owned } from './user-frame.tsx'

interface Props {
  readonly owned: Owned
  readonly record: Record
  readonly onDone: () => void
}

interface Rival {
  /** The record as somebody else left it. */
  readonly now: Record
  readonly merged: Merged
}

const isConflict = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'record-changed'

/** Changes a record, of the version that was seen; whoever was faster is shown, field by field. */
export function EditRecord({ owned: { user, type }, record, onDone }: Props) {
  const { t } = useTranslation('records')
  const api = useApi()
  const queries = useQueryClient()
  // The form stays with what it began with, whatever the page behind it learns.
  const [seen] = useState(record)
  const [rival, setRival] = useState<Rival>()
  const path = { userId: user.id, type: type.name, recordId: record.id }

  const save = useMutation({
    mutationFn: async ({ changes, version }: { readonly changes: Changes; readonly version: number }) => {
      try {
        return await api.updateRecord({ path, body: { fields: changes, version } })
      } catch (error) {
        if (!isConflict(error)) throw error
        const now = await api.getRecord({ path })
        setRival({ now, merged: merge(seen.fields, changes, now.fields) })
        return undefined
      }
    },
    onSuccess: async (saved) => {
      if (saved === undefined) return
      queries.setQueryData(recordKey(user.id, type.name, record.id), saved)
      notifications.show({ color: 'green', message: t('saved', { title: titleOf(saved) ?? t('untitled') }) })
      setRival(undefined)
      onDone()
      await queries.invalidateQueries({ queryKey: recordsKey(user.id) })
    },
  })

  return (
    <>
      <RecordForm
        type={type}
        userId={user.id}
        before={seen.fields}
        submit={t('save')}
        busy={save.isPending}
        done={save.data !== undefined}
        error={rival === undefined ? save.error : null}
        onSubmit={(changes) => {
          if (Object.keys(changes).length > 0) return save.mutate({ changes, version: seen.version })
          notifications.show({ message: t('unchanged') })
          onDone()
        }}
        onCancel={onDone}
      />
      {rival !== undefined && (
        <ConflictDialog
          // Another change on top of the first is another question.
          key={rival.now.version}
          type={type}
          now={rival.now}
          merged={rival.merged}
          busy={save.isPending}
          error={save.error}
          onSave={(chosen) => save.mutate({ changes: decided(rival.merged, chosen), version: rival.now.version })}
          onDiscard={() => {
            queries.setQueryData(recordKey(user.id, type.name, record.id), rival.now)
            onDone()
          }}
          onClose={() => setRival(undefined)}
        />
      )}
    </>
  )
}
