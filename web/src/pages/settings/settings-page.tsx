import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/api.tsx'
import { useMe } from '../../api/me.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { SettingsForm } from './settings-form.tsx'

/** The company's settings: administrators change them, everybody may read them. */
export function SettingsPage() {
  const { t } = useTranslation('companySettings')
  const api = useApi()
  const { user } = useMe()
  const mayChange = user.level === 'administrator'
  const query = useQuery({ queryKey: ['company'], queryFn: () => api.getCompany(), refetchOnWindowFocus: false })
  return (
    <Page title={t('title')} lead={t('lead')}>
      {!mayChange && <Alert color="gray">{t('onlyAdministrators')}</Alert>}
      <Answer of={query}>{(company) => <SettingsForm company={company} mayChange={mayChange} />}</Answer>
    </Page>
  )
}
