import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/api.tsx'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { changedSettings, changeOf, draftOf, wrongSettings, type Company } from './draft.ts'
import { idOf, type Settings } from './inputs.tsx'
import { CompanySection, GuardSection, ImportsSection, KeepingSection, LimitsSection } from './sections.tsx'
import classes from './settings.module.css'

interface Props {
  readonly company: Company
  readonly mayChange: boolean
}

/** All settings as one form: nothing holds before it is saved. */
export function SettingsForm({ company, mayChange }: Props) {
  const { t } = useTranslation('companySettings')
  const api = useApi()
  const queries = useQueryClient()
  // What the form began with: a later answer of the server does not change what somebody is writing.
  const [before, setBefore] = useState(() => draftOf(company))
  const [draft, setDraft] = useState(before)
  const changed = changedSettings(before, draft)
  const wrong = wrongSettings(before, draft)
  const save = useMutation({
    mutationFn: () => api.updateCompany({ body: changeOf(before, draft) }),
    onSuccess: async (saved) => {
      setBefore(draftOf(saved))
      setDraft(draftOf(saved))
      notifications.show({ color: 'green', message: t('saved') })
      queries.setQueryData(['company'], saved)
      await queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
  const settings: Settings = {
    draft,
    wrong,
    mayChange: mayChange && !save.isPending,
    change: (part) => setDraft((now) => ({ ...now, ...part })),
  }
  const undo = () => {
    setDraft(before)
    save.reset()
  }
  return (
    <form
      noValidate
      className={classes.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        const first = wrong[0]
        if (first !== undefined) document.getElementById(idOf(first))?.focus()
        else if (changed.length > 0) save.mutate()
      }}
    >
      <LeaveGuard unsaved={changed.length > 0 && !save.isPending} />
      <Stack gap="lg">
        <CompanySection settings={settings} />
        <ImportsSection settings={settings} />
        <LimitsSection settings={settings} />
        <GuardSection settings={settings} />
        <KeepingSection settings={settings} />
        <ErrorAlert error={save.error} />
        {changed.length > 0 && (
          <Group className={classes.bar ?? ''} justify="space-between" gap="sm">
            <Text role="status">{t('unsaved', { count: changed.length })}</Text>
            <Group gap="sm">
              <Button variant="default" onClick={undo} disabled={save.isPending}>
                {t('undo')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('save', { ns: 'common' })}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
    </form>
  )
}
