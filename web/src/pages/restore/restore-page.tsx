import { Alert } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { useMe } from '../../api/me.ts'
import { isUsable, useRestorePoint } from '../../api/restore-points.ts'
import { useUsers } from '../../api/users.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemAlert } from '../../components/problem-alert.tsx'
import { useFormats } from '../../texts/formats.ts'
import { candidateOf } from './candidates.ts'
import { WayBack } from './way-back.tsx'

/** Puts the company, or some users, back to a restore point, after a dry run. */
export function RestorePage() {
  const { restorePointId = '' } = useParams()
  const api = useApi()
  const { t } = useTranslation('restores')
  const { dateTime } = useFormats()
  const isAdministrator = useMe().user.level === 'administrator'
  const point = useRestorePoint(restorePointId)
  const users = useUsers()
  const title = point.data?.name === undefined ? t('restoreTitle') : `${t('restoreTitle')}: ${point.data.name}`
  return (
    <Page title={title} lead={point.data && t('restoreLead', { date: dateTime(point.data.createdAt) })}>
      {!isAdministrator ? (
        <Note>{t('onlyAdministrators')}</Note>
      ) : (
        <Answer of={point}>
          {(found) =>
            isUsable(found) ? (
              <Answer of={users}>
                {(accounts) => (
                  <WayBack
                    kind="restore"
                    candidates={accounts.map(candidateOf)}
                    start={(body) => api.startRestore({ path: { restorePointId }, body })}
                    isOfThis={(plan) => plan.restorePointId === restorePointId}
                  />
                )}
              </Answer>
            ) : (
              <>
                <Note>{t('restoreUnusable')}</Note>
                {found.problem !== undefined && <ProblemAlert problem={found.problem} />}
              </>
            )
          }
        </Answer>
      )}
    </Page>
  )
}

function Note({ children }: { readonly children: string }) {
  return (
    <Alert color="blue" variant="light" icon={<IconInfoCircle />}>
      {children}
    </Alert>
  )
}
