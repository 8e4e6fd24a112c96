import { Alert, Badge, Button, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { recordTypesKey, type CustomField, type RecordType } from '../../api/record-types.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { useLabel } from '../../texts/labels.ts'
import { moved, type GivenField } from './draft.ts'
import { FieldDialog } from './field-dialog.tsx'
import { FieldsTable } from './fields-table.tsx'
import { RemoveField } from './remove-field.tsx'

interface Props {
  readonly type: RecordType
  readonly mayChange: boolean
}

/** As many as a record type may have. Source: `lib/domain/record-types/custom-field-changes.ts`. */
const MOST_FIELDS = 100

type Doing = { readonly what: 'add' } | { readonly what: 'edit' | 'remove'; readonly field: CustomField }

interface Change {
  readonly fields: readonly GivenField[]
  /** What to say when it is done. */
  readonly done: string
  /** Said to those who do not see it, without a notice. */
  readonly quiet?: boolean
}

/** The company's own fields of one record type: each change is saved at once, as of the revision that is shown. */
export function OwnFields({ type, mayChange }: Props) {
  const { t } = useTranslation('customFields')
  const label = useLabel()
  const api = useApi()
  const queries = useQueryClient()
  const [doing, setDoing] = useState<Doing>()
  const { fields, revision } = type.customFields
  const change = useMutation({
    mutationFn: ({ fields: given }: Change) =>
      api.putCustomFields({ path: { type: type.name }, body: { fields: given, revision } }),
    onSuccess: async (_, { done, quiet = false }) => {
      setDoing(undefined)
      if (!quiet) notifications.show({ color: 'green', message: done })
      await queries.invalidateQueries({ queryKey: recordTypesKey })
    },
  })
  const isOutdated = change.error instanceof ApiProblem && change.error.code === 'record-changed'
  const close = () => {
    change.reset()
    setDoing(undefined)
  }
  const move = (from: number, to: number) => {
    const field = fields[from]
    if (field === undefined) return
    change.mutate({
      fields: moved(fields, from, to),
      done: t('moved', { field: label(field.label), place: to + 1 }),
      quiet: true,
    })
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2} size="h4">
            {t('own')}
          </Title>
          <Badge variant="default" tt="none" size="lg" aria-hidden>
            {t('count', { count: fields.length, max: MOST_FIELDS })}
          </Badge>
          <VisuallyHidden>{t('countLabel', { count: fields.length, max: MOST_FIELDS })}</VisuallyHidden>
        </Group>
        {mayChange && fields.length < MOST_FIELDS && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setDoing({ what: 'add' })}>
            {t('add')}
          </Button>
        )}
      </Group>
      {mayChange && fields.length >= MOST_FIELDS && <Alert color="yellow">{t('full', { max: MOST_FIELDS })}</Alert>}
      <VisuallyHidden role="status">
        {change.isSuccess && change.variables.quiet === true ? change.variables.done : ''}
      </VisuallyHidden>
      {isOutdated && (
        <Alert color="yellow" title={t('changed.title')} role="alert">
          <Stack align="flex-start" gap="sm">
            {t('changed.explain')}
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                close()
                void queries.invalidateQueries({ queryKey: recordTypesKey })
              }}
            >
              {t('changed.reload')}
            </Button>
          </Stack>
        </Alert>
      )}
      {doing === undefined && !isOutdated && <ErrorAlert error={change.error} />}
      {fields.length === 0 ? (
        <div>
          <Text>{t('none')}</Text>
          {mayChange && <Text c="dimmed">{t('noneHint')}</Text>}
        </div>
      ) : (
        <FieldsTable
          type={type}
          mayChange={mayChange}
          busy={change.isPending}
          onMove={move}
          onEdit={(field) => setDoing({ what: 'edit', field })}
          onRemove={(field) => setDoing({ what: 'remove', field })}
        />
      )}
      {(doing?.what === 'add' || doing?.what === 'edit') && !isOutdated && (
        <FieldDialog
          type={type}
          {...(doing.what === 'edit' ? { field: doing.field } : {})}
          busy={change.isPending}
          error={change.error}
          onClose={close}
          onSave={(given, name) => {
            const isNew = doing.what === 'add'
            const all = isNew
              ? [...fields, given]
              : fields.map((field) => (field.name === doing.field.name ? given : field))
            change.mutate({ fields: all, done: t(isNew ? 'added' : 'saved', { field: name }) })
          }}
        />
      )}
      {doing?.what === 'remove' && !isOutdated && (
        <RemoveField
          type={type}
          field={doing.field}
          busy={change.isPending}
          error={change.error}
          onClose={close}
          onRemove={() =>
            change.mutate({
              fields: fields.filter(({ name }) => name !== doing.field.name),
              done: t('removed', { field: label(doing.field.label) }),
            })
          }
        />
      )}
    </Stack>
  )
}
