import { Alert, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useMe } from '../../api/me.ts'
import { isRecordTypeName, RECORD_TYPE_NAMES, useRecordTypes } from '../../api/record-types.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { BuiltInFields } from './built-in-fields.tsx'
import { OwnFields } from './own-fields.tsx'

/** The fields of each record type: those that Muster has, and the company's own. */
export function CustomFieldsPage() {
  const { t } = useTranslation('customFields')
  const { type } = useParams()
  const navigate = useNavigate()
  const { user } = useMe()
  const query = useRecordTypes()
  const mayChange = user.level === 'administrator'
  const chosen = isRecordTypeName(type) ? type : 'customers'
  return (
    <Page title={t('title')} lead={t('lead')}>
      {!mayChange && <Alert color="gray">{t('onlyAdministrators')}</Alert>}
      <Tabs value={chosen} onChange={(name) => void navigate(`/custom-fields/${name ?? 'customers'}`)}>
        <Tabs.List aria-label={t('types')}>
          {RECORD_TYPE_NAMES.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`recordType.${name}`, { ns: 'common' })}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={chosen} pt="md">
          <Answer of={query}>
            {(types) => {
              const found = types.find(({ name }) => name === chosen)
              return (
                found !== undefined && (
                  <>
                    <OwnFields key={chosen} type={found} mayChange={mayChange} />
                    <BuiltInFields type={found} />
                  </>
                )
              )
            }}
          </Answer>
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
