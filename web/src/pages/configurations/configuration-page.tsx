import { Alert, Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import { useMe } from '../../api/me.ts'
import { useRecordTypes } from '../../api/record-types.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { ConfigurationActions } from './configuration-actions.tsx'
import { ConfigurationFacts } from './configuration-facts.tsx'
import { MappingTable } from './mapping-table.tsx'
import { useConfiguration } from './queries.ts'

/** One saved configuration in plain words, and what can be done with it. */
export function ConfigurationPage() {
  const { t } = useTranslation('configurations')
  const { configurationId = '' } = useParams()
  const { mayImport } = useMe()
  const query = useConfiguration(configurationId, mayImport)
  const types = useRecordTypes()
  const saved = query.data
  const isGone = query.error instanceof ApiProblem && query.error.code === 'not-found'
  if (!mayImport || isGone) {
    return (
      <Page title={t('title')} actions={<Back />}>
        <Alert color={isGone ? 'red' : 'gray'}>{t(isGone ? 'gone' : 'notAllowed')}</Alert>
      </Page>
    )
  }
  return (
    <Page
      title={saved?.name ?? t('title')}
      lead={saved && t(`recordType.${saved.recordType}`, { ns: 'common' })}
      actions={
        <>
          <Back />
          {saved !== undefined && (
            <Button
              component={Link}
              to={`/imports/new?configuration=${saved.id}`}
              leftSection={<IconUpload size={18} aria-hidden />}
            >
              {t('importWith')}
            </Button>
          )}
        </>
      }
    >
      <Answer of={query}>
        {(found) => (
          <>
            <ConfigurationActions saved={found} />
            <Answer of={types}>
              {(all) => {
                const type = all.find(({ name }) => name === found.recordType)
                return (
                  type !== undefined && (
                    <>
                      <ConfigurationFacts saved={found} type={type} />
                      <MappingTable configuration={found.configuration} type={type} />
                    </>
                  )
                )
              }}
            </Answer>
          </>
        )}
      </Answer>
    </Page>
  )
}

function Back() {
  const { t } = useTranslation('configurations')
  return (
    <Button component={Link} to="/configurations" variant="default">
      {t('back')}
    </Button>
  )
}
