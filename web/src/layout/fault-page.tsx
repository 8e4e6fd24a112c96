import { Container } from '@mantine/core'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { ErrorAlert } from '../components/problem-alert.tsx'
import { NotFoundPage } from './not-found-page.tsx'

/** In place of a page that failed by a fault of its own. */
export function FaultPage() {
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />
  return (
    <Container py="xl">
      <ErrorAlert error={error} onRetry={() => location.reload()} />
    </Container>
  )
}
