import { useTranslation } from 'react-i18next'
import { Page } from '../../components/page.tsx'

/** Where everybody begins: what runs and waits, and the way to everything else. */
export function HomePage() {
  const { t } = useTranslation()
  return <Page title={t('nav.home')}>…</Page>
}
