import { Alert, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES } from '../../texts/languages.ts'
import { guardExample, RANGES, RESTORE_POINT_DAYS } from './draft.ts'
import { Choice, TimeZone, Written, type Settings } from './inputs.tsx'

interface Props {
  readonly settings: Settings
}

interface SectionProps {
  readonly name: 'company' | 'imports' | 'limits' | 'guard' | 'keeping'
  readonly children: ReactNode
}

function Section({ name, children }: SectionProps) {
  const { t } = useTranslation('companySettings')
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={`section-${name}`}>
      <Stack>
        <Title order={2} size="h4" id={`section-${name}`}>
          {t(`sections.${name}`)}
        </Title>
        {children}
      </Stack>
    </Paper>
  )
}

/** Its name, language and time zone. */
export function CompanySection({ settings }: Props) {
  const { t } = useTranslation('companySettings')
  return (
    <Section name="company">
      <Written settings={settings} name="name" label={t('name')} />
      <Choice
        settings={settings}
        name="locale"
        label={t('locale')}
        description={t('localeHelp')}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <TimeZone settings={settings} />
    </Section>
  )
}

const PERMISSIONS = ['everyone', 'supervisors-and-administrators', 'administrators', 'nobody'] as const
const CRMS = ['none', 'salesforce', 'dynamics'] as const

/** Who may import, what forbids it, and how long an import waits. */
export function ImportsSection({ settings }: Props) {
  const { t } = useTranslation('companySettings')
  const { importPermission, crmIntegration } = settings.draft
  return (
    <Section name="imports">
      <Choice
        settings={settings}
        name="importPermission"
        label={t('permission')}
        description={t('permissionHelp')}
        options={PERMISSIONS.map((value) => ({ value, label: t(`permissions.${value}`) }))}
      />
      {importPermission === 'nobody' && <Alert color="yellow">{t('nobodyWarning')}</Alert>}
      <Choice
        settings={settings}
        name="crmIntegration"
        label={t('crm')}
        description={t('crmHelp')}
        options={CRMS.map((value) => ({ value, label: t(`crms.${value}`) }))}
      />
      {crmIntegration !== 'none' && <Alert color="yellow">{t('crmWarning')}</Alert>}
      <Written settings={settings} name="answerDays" label={t('answer')} description={t('answerHelp')} />
    </Section>
  )
}

/** How large an import may be. */
export function LimitsSection({ settings }: Props) {
  const { t } = useTranslation('companySettings')
  return (
    <Section name="limits">
      <Written settings={settings} name="maxRows" label={t('maxRows')} description={t('maxRowsHelp')} />
      <Written settings={settings} name="maxUsers" label={t('maxUsers')} description={t('maxUsersHelp')} />
      <Written settings={settings} name="maxMegabytes" label={t('maxMegabytes')} description={t('maxMegabytesHelp')} />
    </Section>
  )
}

/** When "Import all users" stops and asks, and what that means in numbers. */
export function GuardSection({ settings }: Props) {
  const { t } = useTranslation('companySettings')
  const example = guardExample(settings.draft)
  const percentHelp = t('guardPercentHelp')
  return (
    <Section name="guard">
      <Text>{t('guardExplain')}</Text>
      <Written settings={settings} name="maxDeletedPercent" label={t('guardDeleted')} description={percentHelp} />
      <Written settings={settings} name="maxChangedPercent" label={t('guardChanged')} description={percentHelp} />
      <Written settings={settings} name="fromRecords" label={t('guardFrom')} />
      <Text size="sm" c="dimmed" mih="3em">
        {example !== undefined && t('guardExample', example)}
      </Text>
    </Section>
  )
}

/** How long what was is kept. */
export function KeepingSection({ settings }: Props) {
  const { t } = useTranslation('companySettings')
  return (
    <Section name="keeping">
      <Choice
        settings={settings}
        name="restorePointDays"
        label={t('restorePointDays')}
        description={t('restorePointDaysHelp')}
        options={RESTORE_POINT_DAYS.map((value) => ({ value, label: t('daysOf', { count: value }) }))}
      />
      <Written
        settings={settings}
        name="auditDays"
        label={t('auditDays')}
        description={t('auditDaysHelp', RANGES.auditDays)}
      />
    </Section>
  )
}
