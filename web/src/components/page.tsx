import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'

interface Props {
  readonly title: string
  /** One sentence under the title: what this page is for. */
  readonly lead?: ReactNode
  /** Buttons on the right of the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its title, also of the window, what it is for, and what it holds. Whoever comes to it begins at its title. */
export function Page({ title, lead, actions, children }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    document.title = t('pageTitle', { title })
  }, [t, title])
  useEffect(() => {
    // A reader of the screen hears where it is now; with the mouse nothing is to be seen of it.
    if (document.activeElement === document.body || document.activeElement?.closest('nav') !== null) {
      heading.current?.focus({ preventScroll: true })
    }
    window.scrollTo(0, 0)
  }, [pathname])
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box flex="1 1 20rem">
          <Title
            order={1}
            size="h2"
            tabIndex={-1}
            ref={heading}
            fz={{ base: 'clamp(1.25rem, 5.8vw, 1.625rem)', sm: 'h2' }}
            style={{ outline: 'none', overflowWrap: 'anywhere', hyphens: 'auto' }}
          >
            {title}
          </Title>
          {lead !== undefined && lead !== false && (
            <Text c="dimmed" mt={4} maw="50rem" component="div">
              {lead}
            </Text>
          )}
        </Box>
        {actions !== undefined && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}
