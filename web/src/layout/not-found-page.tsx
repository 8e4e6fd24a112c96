import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Page } from '../components/page.tsx'

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('problem.notFound')} lead={t('problem.notFoundAdvice')}>
      <div>
        <Button component={Link} to="/">
          {t('problem.home')}
        </Button>
      </div>
    </Page>
  )
}
