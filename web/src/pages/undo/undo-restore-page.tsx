import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { useRestore, type Restore } from '../../api/restores.ts'
import { useUsers } from '../../api/users.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { useFormats } from '../../texts/formats.ts'
import { candidateOf } from '../restore/candidates.ts'
import { WayBack } from '../restore/way-back.tsx'
import { useRestoreNames } from '../restores/names.ts'

/** Takes back a restore or an undo, for all its users or some, after a dry run. */
export function UndoRestorePage() {
  const { restoreId = '' } = useParams()
  const { t } = useTranslation('restores')
  const query = useRestore(restoreId)
  return (
    <Page title={t('undoRestoreTitle')} lead={t('undoRestoreLead')}>
      <Answer of={query}>
        {(restore) => (
          <>
            <What restore={restore} />
            {restore.status === 'running' ? <Text>{t('stillRunning')}</Text> : <Undo restore={restore} />}
          </>
        )}
      </Answer>
    </Page>
  )
}

/** What is taken back: its name and when it was. */
function What({ restore }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  const { dateTime } = useFormats()
  const nameOf = useRestoreNames()
  return (
    <Text style={{ overflowWrap: 'anywhere' }}>
      <Anchor component={Link} underline="always" to={`/restores/${encodeURIComponent(restore.id)}`}>
        {nameOf(restore)}
      </Anchor>
      {` · ${t('begun', { date: dateTime(restore.startedAt), name: restore.startedBy.name })}`}
    </Text>
  )
}

function Undo({ restore }: { readonly restore: Restore }) {
  const api = useApi()
  const accounts = useUsers()
  const touched = new Set(restore.users.map(({ userId }) => userId))
  return (
    <Answer of={accounts}>
      {(all) => (
        <WayBack
          kind="undo"
          candidates={all.filter(({ id }) => touched.has(id)).map(candidateOf)}
          start={(body) => api.undoRestore({ path: { restoreId: restore.id }, body })}
          isOfThis={({ undoes }) => undoes?.kind === 'restore' && undoes.id === restore.id}
        />
      )}
    </Answer>
  )
}
