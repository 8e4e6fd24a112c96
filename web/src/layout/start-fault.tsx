import { Container, MantineProvider } from '@mantine/core'
import type { i18n } from 'i18next'
import type { Root } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { ErrorAlert } from '../components/problem-alert.tsx'
import { cssVariablesResolver, theme } from '../theme.ts'

/** Says why the pages could not begin: no configuration, or a sign-in that failed. */
export function showStartFault(root: Root, texts: i18n, error: unknown): void {
  root.render(
    <I18nextProvider i18n={texts}>
      <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariablesResolver}>
        <Container py="xl" component="main">
          <ErrorAlert error={error} onRetry={() => location.assign('/')} />
        </Container>
      </MantineProvider>
    </I18nextProvider>,
  )
}
