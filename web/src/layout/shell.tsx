import { ActionIcon, AppShell, Box, Burger, Container, Group, Menu, NavLink, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import {
  IconFileSettings,
  IconHistory,
  IconHome,
  IconListDetails,
  IconRestore,
  IconSettings,
  IconTableImport,
  IconUpload,
  IconUserCircle,
  IconUsers,
  IconZoomScan,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink as RouterLink, Outlet } from 'react-router'
import { useMe } from '../api/me.ts'
import { useSession } from '../api/api.tsx'
import { Waiting } from '../components/answer.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import classes from './shell.module.css'

const PLACES = [
  { to: '/', label: 'home', icon: IconHome },
  { to: '/imports/new', label: 'newImport', icon: IconUpload },
  { to: '/imports', label: 'imports', icon: IconTableImport },
  { to: '/restore-points', label: 'restorePoints', icon: IconRestore },
  { to: '/restores', label: 'restores', icon: IconHistory },
  { to: '/users', label: 'users', icon: IconUsers },
  { to: '/custom-fields', label: 'customFields', icon: IconListDetails },
  { to: '/configurations', label: 'configurations', icon: IconFileSettings },
  { to: '/audit', label: 'audit', icon: IconZoomScan },
  { to: '/settings', label: 'settings', icon: IconSettings },
] as const

/** What stands around every page: the menu, who is signed in, language and colours, and what is wrong with the connection. */
export function Shell() {
  const { t } = useTranslation()
  const { mayImport } = useMe()
  const [opened, { toggle, close }] = useDisclosure()
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 264, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <AppShell.Header className={classes.header ?? ''}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="md" size="sm" aria-label={t('nav.open')} />
            <Link to="/" className={classes.brand}>
              <img src="/icon.svg" alt="" width={28} height={28} />
              <Text component="span" fw={700} size="lg">
                {t('product')}
              </Text>
            </Link>
          </Group>
          <Group gap={4} wrap="nowrap">
            <LanguageMenu />
            <ThemeMenu />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.label')}>
        <ScrollArea type="auto">
          {PLACES.filter(({ to }) => mayImport || to !== '/imports/new').map(({ to, label, icon: Icon }) => (
            <NavLink
              key={to}
              component={RouterLink}
              to={to}
              end={to === '/' || to === '/imports'}
              label={t(`nav.${label}`)}
              leftSection={<Icon size={20} stroke={1.6} aria-hidden />}
              onClick={close}
              className={classes.place ?? ''}
            />
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main>
        <Container size="xl" px={0} id="content" tabIndex={-1} className={classes.content ?? ''}>
          <ConnectionBanner />
          <Box className={classes.page ?? ''}>
            <Suspense fallback={<Waiting />}>
              <Outlet />
            </Suspense>
          </Box>
          <Footer />
        </Container>
      </AppShell.Main>
    </AppShell>
  )
}

function AccountMenu() {
  const { t } = useTranslation()
  const session = useSession()
  const { user, company } = useMe()
  const name = `${user.firstName} ${user.lastName}`.trim() || user.email
  const signOut = useMutation({
    mutationFn: session.signOut,
    onError: () => notifications.show({ color: 'red', message: t('session.signOutFailed') }),
  })
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={t('header.account', { name })}>
          <IconUserCircle stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Who>{name}</Who>
          <Who>{user.email}</Who>
          <Who>
            {t(`level.${user.level}`)} · {company.name}
          </Who>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate()}>{t('header.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Who({ children }: { readonly children: ReactNode }) {
  return <Box style={{ overflowWrap: 'anywhere' }}>{children}</Box>
}

function Footer() {
  const { t } = useTranslation()
  return (
    <Group component="footer" gap="lg" mt="xl" pt="md" className={classes.footer ?? ''}>
      <Link to="/accessibility">{t('footer.accessibility')}</Link>
      <a href="/openapi.json" target="_blank" rel="noreferrer">
        {t('footer.api')}
      </a>
    </Group>
  )
}
