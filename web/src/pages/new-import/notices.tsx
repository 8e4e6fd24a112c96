import { Alert, Anchor, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconHourglass, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { useMe } from '../../api/me.ts'
import { useFormats } from '../../texts/formats.ts'
import type { Running } from './running.ts'

const SYSTEMS = { salesforce: 'Salesforce', dynamics: 'Dynamics' } as const

/** Why nothing can be imported here at all, or nothing if it can. */
export function Refusal({ company }: { readonly company: AnswerOf<'getCompany'> }) {
  const { t } = useTranslation('newImport')
  const { mayImport, user } = useMe()
  const toSettings = user.level === 'administrator' && (
    <Anchor component={Link} to="/settings">
      {t('refused.settings')}
    </Anchor>
  )
  if (company.crmIntegration !== 'none') {
    const system = SYSTEMS[company.crmIntegration]
    return (
      <Alert
        color="yellow"
        icon={<IconLock aria-hidden />}
        title={t('refused.crm', { company: company.name, system })}
        role="alert"
      >
        <Stack gap="xs" align="flex-start">
          {t('refused.crmAdvice', { system })}
          {toSettings}
        </Stack>
      </Alert>
    )
  }
  if (mayImport) return null
  return (
    <Alert color="yellow" icon={<IconLock aria-hidden />} title={t('refused.permission')} role="alert">
      <Stack gap="xs" align="flex-start">
        {t(`refused.permission-${company.importPermission}`, { company: company.name })}
        <Text size="sm">{t('refused.permissionAdvice')}</Text>
        {toSettings}
      </Stack>
    </Alert>
  )
}

const PLACES = {
  import: (id: string) => `/imports/${id}`,
  restore: (id: string) => `/restores/${id}`,
  'restore-point': () => '/restore-points',
} as const satisfies Record<Running['kind'], (id: string) => string>

/** What runs already, whose it is and since when, and the way to it. */
export function Busy({ running: { kind, id, by, since } }: { readonly running: Running }) {
  const { t } = useTranslation('newImport')
  const { relative, dateTime } = useFormats()
  const { user } = useMe()
  // What somebody else began is shown to administrators only.
  const maySee = user.level === 'administrator' || by.userId === user.id
  return (
    <Alert color="yellow" icon={<IconHourglass aria-hidden />} title={t(`busy.${kind}`)} role="alert">
      <Stack gap="xs" align="flex-start">
        {t('busy.explain', { name: by.name, when: relative(since), exact: dateTime(since) })}
        <Text size="sm">{t(maySee ? `busy.advice-${kind}` : 'busy.advice-hidden')}</Text>
        {maySee && (
          <Button component={Link} to={PLACES[kind](id)} variant="default" size="sm">
            {t(`busy.open-${kind}`)}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

interface FaultProps {
  readonly title: string
  readonly advice?: string | undefined
  readonly details?: readonly string[]
}

/** What is wrong with a file that somebody chose. */
export function FileFault({ title, advice, details = [] }: FaultProps) {
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert" style={WRAP}>
      {advice}
      {details.length > 0 && (
        <ul>
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </Alert>
  )
}

const WRAP = { overflowWrap: 'anywhere' } as const
