import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import { useUsers, type User } from '../../api/users.ts'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { isLanguage, LANGUAGE_NAMES } from '../../texts/languages.ts'
import { useSay } from '../../texts/say.ts'
import { rebased } from './rebased.ts'

/** An account as it stands in the inputs. */
export interface AccountDraft {
  email: string
  employeeNumber: string
  firstName: string
  lastName: string
  level: User['level']
  groups: string[]
  active: boolean
  /** Empty: none is set. */
  locale: '' | 'en' | 'de'
}

interface Props {
  readonly initial: AccountDraft
  readonly submit: string
  readonly busy: boolean
  readonly error: unknown
  readonly onSubmit: (draft: AccountDraft) => void
  /** What it held was sent and is on its way elsewhere. */
  readonly done: boolean
}

const LEVELS = ['user', 'supervisor', 'administrator'] as const
const EMAIL = /^\S+@\S+\.\S+$/u

/** What the server says of one input, by the place it names. */
function placeOf(error: unknown, name: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  return error.problem.places?.find(({ pointer }) => pointer === `/body/${name}`)?.message
}

/** The inputs of an account. */
export function UserForm({ initial, submit, busy, error, onSubmit, done }: Props) {
  const { t } = useTranslation('users')
  const say = useSay()
  const users = useUsers()
  const form = useForm<AccountDraft>({
    initialValues: initial,
    validate: { email: (value) => (EMAIL.test(value.trim()) ? null : t('wrongEmail')) },
  })
  const begun = useRef(initial)
  const { getValues, setValues, resetDirty } = form
  // The account changed meanwhile, here or elsewhere: what was entered is not lost by it.
  useEffect(() => {
    if (begun.current === initial) return
    setValues(rebased(begun.current, getValues(), initial))
    resetDirty(initial)
    begun.current = initial
  }, [initial, getValues, setValues, resetDirty])
  const groups = [...new Set(users.data?.flatMap((user) => user.groups))].sort((a, b) => a.localeCompare(b))
  const wrong = (name: 'email' | 'employeeNumber') => {
    const said = placeOf(error, name)
    return form.errors[name] ?? (said === undefined ? undefined : say(said))
  }
  return (
    <form noValidate onSubmit={form.onSubmit((draft) => onSubmit({ ...draft, email: draft.email.trim() }))}>
      <LeaveGuard unsaved={form.isDirty() && !busy && !done} />
      <Stack maw={640}>
        <TextInput
          {...form.getInputProps('email')}
          error={wrong('email')}
          type="email"
          autoComplete="off"
          label={t('email')}
          description={t('help.email')}
          required
        />
        <TextInput
          {...form.getInputProps('employeeNumber')}
          error={wrong('employeeNumber')}
          label={t('employeeNumber')}
          description={t('help.employeeNumber')}
          maxLength={40}
          autoComplete="off"
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput {...form.getInputProps('firstName')} label={t('firstName')} maxLength={100} autoComplete="off" />
          <TextInput {...form.getInputProps('lastName')} label={t('lastName')} maxLength={100} autoComplete="off" />
        </SimpleGrid>
        <NativeSelect
          {...form.getInputProps('level')}
          label={t('level')}
          description={t('help.level')}
          data={LEVELS.map((level) => ({ value: level, label: t(`level.${level}`, { ns: 'common' }) }))}
        />
        <TagsInput
          {...form.getInputProps('groups')}
          label={t('groups')}
          description={t('help.groups')}
          data={groups}
          acceptValueOnBlur
        />
        <NativeSelect
          value={form.values.locale}
          onChange={(event) => {
            const { value } = event.currentTarget
            form.setFieldValue('locale', isLanguage(value) ? value : '')
          }}
          label={t('locale')}
          description={t('help.locale')}
          // A language that is set can be changed, not taken away.
          data={[
            ...(initial.locale === '' ? [{ value: '', label: t('localeNone') }] : []),
            ...Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label })),
          ]}
        />
        <Checkbox
          {...form.getInputProps('active', { type: 'checkbox' })}
          label={t('active')}
          description={t('help.active')}
        />
        <ErrorAlert error={error} />
        <Group>
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
          <Button component={Link} to="/users" variant="default">
            {t('leave')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
