import { Container, MantineProvider, mergeThemeOverrides, Modal, Notification } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider, useIsFetching, useQuery } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import { Suspense, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { RouterProvider } from 'react-router'
import { ApiProvider, createQueryClient } from './api/api.tsx'
import { useMeQuery } from './api/me.ts'
import { Waiting } from './components/answer.tsx'
import { FieldLabels } from './components/field-labels.tsx'
import type { Config } from './config.ts'
import { ConnectionBanner } from './layout/connection-banner.tsx'
import { SessionDialog } from './layout/session-dialog.tsx'
import { createRouter } from './router.tsx'
import type { Session } from './sign-in/session.ts'
import { changeLanguage, chosenLanguage, loadAllTexts } from './texts/languages.ts'
import { cssVariablesResolver, theme } from './theme.ts'

interface Props {
  readonly config: Config
  readonly session: Session
  readonly texts: i18n
}

/** Long enough to read two sentences; under the pointer or the focus they stay. */
const NOTICES_STAY_MS = 8_000
const QUIET_FOR_MS = 1_000

/** Everything around the pages: looks, texts, the server's answers, and the way between pages. */
export function App({ config, session, texts }: Props) {
  const [queries] = useState(() => createQueryClient(session))
  const [router] = useState(() => createRouter(texts))
  return (
    <I18nextProvider i18n={texts}>
      <Looks>
        <QueryClientProvider client={queries}>
          <ApiProvider config={config} session={session}>
            <Notifications position="top-right" autoClose={NOTICES_STAY_MS} />
            {/* Not within what waits for the person: the sign-in may have ended before the page was opened. */}
            <SessionDialog />
            <Suspense fallback={<Beginning />}>
              <PersonsLanguage texts={texts} />
              <OtherTexts texts={texts} />
              <FieldLabels>
                <OncePersonIsKnown>
                  <RouterProvider router={router} />
                </OncePersonIsKnown>
              </FieldLabels>
            </Suspense>
          </ApiProvider>
        </QueryClientProvider>
      </Looks>
    </I18nextProvider>
  )
}

/** The theme, with the name of the button that closes a notice or a dialog: the library gives it none. */
function Looks({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const spoken = useMemo(() => {
    const closeButtonProps = { 'aria-label': t('close') }
    return mergeThemeOverrides(theme, {
      components: {
        Modal: Modal.extend({ defaultProps: { closeButtonProps } }),
        Notification: Notification.extend({ defaultProps: { closeButtonProps } }),
      },
    })
  }, [t])
  return (
    <MantineProvider theme={spoken} defaultColorScheme="auto" cssVariablesResolver={cssVariablesResolver}>
      {children}
    </MantineProvider>
  )
}

/** Fetches what the other pages say once the first one has everything, so that it is there when it is needed. */
function OtherTexts({ texts }: Pick<Props, 'texts'>) {
  const isQuiet = useIsFetching() === 0
  useEffect(() => {
    if (!isQuiet) return
    // Whoever goes to another page tries again, and says so if it fails.
    const timer = setTimeout(() => void loadAllTexts(texts).catch(() => undefined), QUIET_FOR_MS)
    return () => clearTimeout(timer)
  }, [isQuiet, texts])
  return null
}

/** The pages, once it is known who is signed in; or, where that failed, what they say of it. */
function OncePersonIsKnown({ children }: { readonly children: ReactNode }) {
  return useQuery(useMeQuery()).isPending ? <Beginning /> : children
}

/** Says what the pages wait for. */
function Beginning() {
  return (
    <Container py="xl" component="main">
      <ConnectionBanner />
      <Waiting />
    </Container>
  )
}

/** Whoever has chosen no language in this browser gets that of their account. */
function PersonsLanguage({ texts }: Pick<Props, 'texts'>) {
  // That it cannot be had is said in place of the pages.
  const locale = useQuery(useMeQuery()).data?.user.locale
  useEffect(() => {
    if (locale !== undefined && chosenLanguage() === undefined) void changeLanguage(texts, locale, false)
  }, [texts, locale])
  return null
}
