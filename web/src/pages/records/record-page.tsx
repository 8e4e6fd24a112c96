import { Alert, Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import type { Field, FieldValue, Record } from '../../api/record-types.ts'
import { titleOf, useRecord } from '../../api/records.ts'
import { Answer } from '../../components/answer.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { useFields } from '../../components/fields.ts'
import { Page } from '../../components/page.tsx'
import { useLabel } from '../../texts/labels.ts'
import { CustomerName } from './customer-name.tsx'
import { DeleteRecord } from './delete-record.tsx'
import { EditRecord } from './edit-record.tsx'
import { useFieldGroups } from './groups.ts'
import { RecordFacts } from './record-facts.tsx'
import { useFormats } from '../../texts/formats.ts'
import { UserFrame, type Owned } from './user-frame.tsx'

/** One record: its fields, where it comes from, and editing it. */
export function RecordPage() {
  return <UserFrame>{(owned) => <OneRecord {...owned} />}</UserFrame>
}

function OneRecord(owned: Owned) {
  const { user, type, isOwn, name } = owned
  const { recordId = '' } = useParams()
  const { t } = useTranslation('records')
  const { title: called } = useFormats()
  const [params, setParams] = useSearchParams()
  // An import, undo or restore may have changed it since it was looked at last.
  const query = useRecord(user.id, type.name, recordId, { staleTime: 0 })
  const record = query.data
  const isEditing = params.has('edit')
  const isGone = query.error instanceof ApiProblem && query.error.code === 'not-found'
  const at = `/users/${user.id}/records/${type.name}`
  return (
    <Page
      title={record === undefined ? t(`one.${type.name}`) : called(titleOf(record) ?? t('untitled'))}
      lead={`${t(`one.${type.name}`)} · ${isOwn ? t('own') : t('title', { name })}`}
      actions={
        record !== undefined &&
        !isEditing && (
          <>
            <Button component={Link} to={at} variant="default" leftSection={<IconArrowLeft size={18} aria-hidden />}>
              {t('back')}
            </Button>
            <DeleteRecord owned={owned} record={record} />
            <Button leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setParams({ edit: '' })}>
              {t('edit')}
            </Button>
          </>
        )
      }
    >
      {isGone ? (
        <Alert color="red">
          {t('gone')}{' '}
          <Anchor component={Link} to={`/users/${user.id}/recycle-bin`} inherit>
            {t('toBin')}
          </Anchor>
        </Alert>
      ) : (
        <Answer of={query}>
          {(found) =>
            isEditing ? (
              <EditRecord owned={owned} record={found} onDone={() => setParams({}, { replace: true })} />
            ) : (
              <ShownRecord owned={owned} record={found} />
            )
          }
        </Answer>
      )}
    </Page>
  )
}

interface ShownProps {
  readonly owned: Owned
  readonly record: Record
}

function ShownRecord({ owned: { user, type }, record }: ShownProps) {
  const { t } = useTranslation('records')
  const label = useLabel()
  const groups = useFieldGroups(type)
  return (
    <Stack>
      {groups.map(({ title, fields }) => {
        const filled = fields.filter(({ name }) => record.fields[name] !== undefined)
        const empty = fields.filter((field) => !filled.includes(field)).map((field) => label(field.label))
        return (
          <Paper key={title} withBorder p="md" component="section" aria-label={title}>
            <Title order={2} size="h4" mb="sm">
              {title}
            </Title>
            {filled.length > 0 && (
              <Facts cols={{ base: 1, xs: 2, lg: 3 }}>
                {filled.map((field) => (
                  <Value
                    key={field.name}
                    field={field}
                    value={record.fields[field.name]}
                    userId={user.id}
                    type={type.name}
                  />
                ))}
              </Facts>
            )}
            {empty.length > 0 && (
              <Text size="sm" c="dimmed" mt={filled.length > 0 ? 'md' : 0}>
                {t('emptyFields', { fields: empty.join(', ') })}
              </Text>
            )}
          </Paper>
        )
      })}
      <RecordFacts record={record} />
    </Stack>
  )
}

interface ValueProps {
  readonly field: Field
  readonly value: FieldValue | undefined
  readonly userId: string
  readonly type: Record['type']
}

function Value({ field, value, userId, type }: ValueProps) {
  const fields = useFields(type)
  const shown = () => {
    if (value === undefined) return null
    if (field.type === 'reference' && typeof value === 'string') {
      return (
        <Anchor component={Link} to={`/users/${userId}/records/customers/${value}`} inherit>
          <CustomerName userId={userId} customerId={value} />
        </Anchor>
      )
    }
    return <Linked type={field.type} value={value} text={fields.show(field.name, value)} />
  }
  return <Fact label={fields.label(field.name)}>{shown()}</Fact>
}

/** Only web addresses become links: a value must not make the page do anything. */
const webAddress = (text: string): string | undefined => {
  const address = /^https?:\/\//iu.test(text) ? text : `https://${text}`
  return URL.canParse(address) ? address : undefined
}

function Linked({ type, value, text }: { readonly type: string; readonly value: FieldValue; readonly text: string }) {
  const link = (one: string, href: string | undefined) =>
    href === undefined ? (
      one
    ) : (
      <Anchor key={one} href={href} target="_blank" rel="noreferrer noopener" inherit>
        {one}
      </Anchor>
    )
  if (type === 'link') return link(text, webAddress(text))
  if (type === 'files') {
    const all = Array.isArray(value) ? value.map(String) : [text]
    return all.map((one) => <div key={one}>{link(one, webAddress(one))}</div>)
  }
  if (type === 'email') return link(text, `mailto:${encodeURIComponent(text).replace('%40', '@')}`)
  if (type === 'phone') return link(text, `tel:${text.replace(/[^+\d]/gu, '')}`)
  return text
}
