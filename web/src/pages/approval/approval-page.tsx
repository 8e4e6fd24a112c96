import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconHourglassOff, IconQuestionMark } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ApiProblem, type AnswerOf } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { useImportUsers } from '../../api/import-users.ts'
import { useImport, type ImportState } from '../../api/imports.ts'
import { Answer, Waiting } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { useFormats } from '../../texts/formats.ts'
import { useActionWords } from '../import/decision/answer-error.tsx'
import { Decision } from '../import/decision/decision.tsx'

type Approval = AnswerOf<'getApproval'>

const LOOK_AGAIN_MS = 4_000
const approvalKey = (approvalId: string) => ['approval', approvalId] as const

/** Where the link of an e-mail leads: the question it is about, whether it still waits, and its answer. Looking changes nothing. */
export function ApprovalPage() {
  const { approvalId = '' } = useParams()
  const { t } = useTranslation('approval')
  const api = useApi()
  const query = useQuery({
    queryKey: approvalKey(approvalId),
    queryFn: () => api.getApproval({ path: { approvalId } }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? LOOK_AGAIN_MS : false),
  })
  const isUnknown = query.error instanceof ApiProblem && query.error.code === 'not-found'
  return (
    <Page
      title={query.data === undefined ? t('title') : t('titleOf', { file: query.data.fileName })}
      lead={query.data?.state === 'waiting' && t(`asks.${query.data.step}`)}
    >
      {isUnknown ? <Unknown /> : <Answer of={query}>{(approval) => <Known approval={approval} />}</Answer>}
    </Page>
  )
}

function Unknown() {
  const { t } = useTranslation('approval')
  return (
    <Alert color="gray" variant="light" icon={<IconQuestionMark aria-hidden />} title={t('unknown.title')} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('unknown.lead')}</Text>
        <Anchor component={Link} to="/imports" size="sm" c="inherit" underline="always">
          {t('unknown.imports')}
        </Anchor>
      </Stack>
    </Alert>
  )
}

function Known({ approval }: { readonly approval: Approval }) {
  switch (approval.state) {
    case 'decided':
      return <Decided approval={approval} />
    case 'over':
      return <Over approval={approval} />
    case 'waiting':
      return approval.step === 'decision' && approval.user !== undefined ? (
        <Asking approval={approval} userId={approval.user.userId} />
      ) : (
        <Elsewhere approval={approval} />
      )
  }
}

function ToImport({ approval, label }: { readonly approval: Approval; readonly label: string }) {
  return (
    <Button component={Link} to={`/imports/${approval.importId}`}>
      {label}
    </Button>
  )
}

function Decided({ approval }: { readonly approval: Approval }) {
  const { t } = useTranslation('approval')
  const { exact } = useFormats()
  const words = useActionWords()
  const { decidedBy, decidedAt, action, user } = approval
  return (
    <Alert color="green" variant="light" icon={<IconCheck aria-hidden />} title={t('decided.title')} role="status">
      <Stack gap="sm" align="flex-start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {decidedBy !== undefined &&
            decidedAt !== undefined &&
            action !== undefined &&
            t('decided.said', {
              name: decidedBy.name === '' ? decidedBy.email : decidedBy.name,
              at: exact(decidedAt),
              action: words(action),
            })}{' '}
          {user !== undefined && t('decided.about', { name: user.name === '' ? user.email : user.name })}
        </Text>
        <Group gap="sm">
          <ToImport approval={approval} label={t('toImport')} />
        </Group>
      </Stack>
    </Alert>
  )
}

function Over({ approval }: { readonly approval: Approval }) {
  const { t } = useTranslation('approval')
  const { dateTime } = useFormats()
  return (
    <Alert color="gray" variant="light" icon={<IconHourglassOff aria-hidden />} title={t('over.title')} role="status">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('over.lead', { at: dateTime(approval.expiresAt) })}</Text>
        <ToImport approval={approval} label={t('toImport')} />
      </Stack>
    </Alert>
  )
}

/** Settings and a selection are given where they can be seen. */
function Elsewhere({ approval }: { readonly approval: Approval }) {
  const { t } = useTranslation('approval')
  const { dateTime } = useFormats()
  return (
    <Stack gap="sm" align="flex-start">
      <Text>{t('until', { at: dateTime(approval.expiresAt) })}</Text>
      <ToImport approval={approval} label={t('answer')} />
    </Stack>
  )
}

interface AskingProps {
  readonly approval: Approval
  readonly userId: string
}

/** The preview of the user the link is about, with the buttons that answer just this question. */
function Asking({ approval, userId }: AskingProps) {
  const { t } = useTranslation('approval')
  const { dateTime } = useFormats()
  const query = useImport(approval.importId)
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t('until', { at: dateTime(approval.expiresAt) })}
      </Text>
      <Answer of={query}>{(item) => <Asked item={item} approval={approval} userId={userId} />}</Answer>
    </Stack>
  )
}

function Asked({ item, approval, userId }: AskingProps & { readonly item: ImportState }) {
  const api = useApi()
  const queries = useQueryClient()
  const users = useImportUsers(item)
  if (users.isPending) return <Waiting />
  return (
    <Decision
      item={item}
      userId={userId}
      lines={users.data?.users}
      isOpen
      answer={async (action) => {
        try {
          return await api.decideApproval({ path: { approvalId: approval.id }, body: { action } })
        } finally {
          // Shown then: who decided what, also if somebody else was faster.
          void queries.invalidateQueries({ queryKey: approvalKey(approval.id) })
        }
      }}
    />
  )
}
