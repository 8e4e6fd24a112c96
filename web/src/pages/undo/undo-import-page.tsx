import { Alert, Anchor, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { useImportUsers } from '../../api/import-users.ts'
import { isEnded, useImport, type ImportState } from '../../api/imports.ts'
import { useUsers } from '../../api/users.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { candidateOf } from '../restore/candidates.ts'
import { WayBack } from '../restore/way-back.tsx'

/** Takes back what one import changed, for all its users or some, after a dry run. */
export function UndoImportPage() {
  const { importId = '' } = useParams()
  const { t } = useTranslation('restores')
  const query = useImport(importId)
  const title = query.data === undefined ? t('ofSomeImport') : t('undoImportTitle', { file: query.data.fileName })
  return (
    <Page title={title} lead={t('undoImportLead')}>
      <Answer of={query}>
        {(item) => (
          <>
            <Anchor component={Link} underline="always" to={`/imports/${encodeURIComponent(importId)}`}>
              {t('toImport')}
            </Anchor>
            {isEnded(item) ? <Undo item={item} /> : <Text>{t('stillRunning')}</Text>}
          </>
        )}
      </Answer>
    </Page>
  )
}

function Undo({ item }: { readonly item: ImportState }) {
  const api = useApi()
  const { t } = useTranslation('restores')
  const parts = useImportUsers(item)
  const accounts = useUsers()
  return (
    <Answer of={parts}>
      {({ users }) => {
        const written = new Set(
          users.filter(({ state }) => state === 'imported' || state === 'importing').map(({ userId }) => userId),
        )
        if (written.size === 0) {
          return (
            <Alert color="blue" variant="light" icon={<IconInfoCircle />}>
              {t('nothingWritten')}
            </Alert>
          )
        }
        // Customers were taken from others, who have to be named for them to come back.
        const mayBeOthers = item.configuration?.transfer?.mode === 'move'
        return (
          <>
            <Earlier undone={item.undone ?? []} />
            <Answer of={accounts}>
              {(all) => (
                <WayBack
                  kind="undo"
                  candidates={all.filter(({ id }) => mayBeOthers || written.has(id)).map(candidateOf)}
                  start={(body) => api.undoImport({ path: { importId: item.id }, body })}
                  isOfThis={({ undoes }) => undoes?.kind === 'import' && undoes.id === item.id}
                />
              )}
            </Answer>
          </>
        )
      }}
    </Answer>
  )
}

/** By which undos it was taken back already, and for how many users each. */
function Earlier({ undone }: { readonly undone: NonNullable<ImportState['undone']> }) {
  const { t } = useTranslation('restores')
  if (undone.length === 0) return null
  return (
    <Alert color="blue" variant="light" icon={<IconInfoCircle />}>
      {undone.map(({ restoreId, users }) => (
        <Text size="sm" key={restoreId}>
          {t('takeBack.undone', { users: t('users', { ns: 'common', count: users }) })}
          {' · '}
          <Anchor component={Link} underline="always" to={`/restores/${encodeURIComponent(restoreId)}`}>
            {t('undoneBy')}
          </Anchor>
        </Text>
      ))}
    </Alert>
  )
}
