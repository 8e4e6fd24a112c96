import { Anchor, List, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOfUser, useUsers } from '../../api/users.ts'
import { Page } from '../../components/page.tsx'

const HOW = ['keyboard', 'reader', 'colour', 'zoom', 'time', 'motion', 'language'] as const
const LIMITS = ['tables', 'dates', 'documents', 'values'] as const

/** The accessibility statement. */
export function AccessibilityPage() {
  const { t } = useTranslation('accessibility')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap="xl" maw="50rem">
        <Part title={t('target.title')}>
          <Text>{t('target.text')}</Text>
        </Part>
        <Part title={t('how.title')}>
          <List spacing="xs">
            {HOW.map((name) => (
              <List.Item key={name}>{t(`how.${name}`)}</List.Item>
            ))}
          </List>
        </Part>
        <Part title={t('keys.title')}>
          <Text>{t('keys.text')}</Text>
        </Part>
        <Part title={t('tested.title')}>
          <Text>{t('tested.text')}</Text>
        </Part>
        <Part title={t('limits.title')}>
          <List spacing="xs">
            {LIMITS.map((name) => (
              <List.Item key={name}>{t(`limits.${name}`)}</List.Item>
            ))}
          </List>
        </Part>
        <Part title={t('report.title')}>
          <Text>{t('report.text')}</Text>
          <Administrators />
        </Part>
      </Stack>
    </Page>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  )
}

/** Whom to write to, as far as the person may see them. */
function Administrators() {
  const { t } = useTranslation('accessibility')
  const { data } = useUsers()
  const administrators = data?.filter(({ level, active }) => level === 'administrator' && active) ?? []
  if (administrators.length === 0) return null
  return (
    <Text mt="xs" style={{ overflowWrap: 'anywhere' }}>
      {t('report.administrators')}:{' '}
      {administrators.map((user, index) => (
        <span key={user.id}>
          {index > 0 && ', '}
          <Anchor
            href={`mailto:${user.email}?subject=${encodeURIComponent(t('report.subject'))}`}
            inherit
            underline="always"
          >
            {nameOfUser(user)}
          </Anchor>
        </span>
      ))}
    </Text>
  )
}
