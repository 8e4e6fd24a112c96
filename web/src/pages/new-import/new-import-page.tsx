import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { z } from 'zod'
import { importConfiguration } from '../../../../lib/contracts/configuration.ts'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { importKey } from '../../api/imports.ts'
import { useMe } from '../../api/me.ts'
import { isRecordTypeName, type RecordTypeName } from '../../api/record-types.ts'
import { Answer, Waiting } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { uploadStore } from '../../upload/store.ts'
import { ConfigurationChoice, type ChosenConfiguration } from './configuration-choice.tsx'
import { FileChoice } from './file-choice.tsx'
import { Busy, Refusal } from './notices.tsx'
import { runningOf, useRunning } from './running.ts'
import { Samples } from './samples.tsx'
import { TypeChoice } from './type-choice.tsx'

/** Settings that an import which is begun again had from a file. */
const given = z.object({ configuration: importConfiguration, fileName: z.string() })

/** Where an import begins: what the rows are, the settings if there are some, and the file. */
export function NewImportPage() {
  const { t } = useTranslation('newImport')
  const api = useApi()
  const { mayImport } = useMe()
  const company = useQuery({ queryKey: ['company'], queryFn: () => api.getCompany() })
  const running = useRunning()
  const earlier = useEarlier()
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Answer of={company}>
        {(settings) =>
          settings.crmIntegration !== 'none' || !mayImport ? (
            <Refusal company={settings} />
          ) : (running.isPending && !running.isError) || earlier.isLoading ? (
            <Waiting />
          ) : (
            <Stack gap="xl">
              {running.data ? <Busy running={running.data} /> : <ErrorAlert error={running.error} />}
              <ErrorAlert error={earlier.error} onRetry={() => void earlier.refetch()} />
              <Choices company={settings} blocked={Boolean(running.data)} earlier={earlier.data} />
            </Stack>
          )
        }
      </Answer>
    </Page>
  )
}

/** The import whose settings are taken over, where the address names one. */
function useEarlier() {
  const api = useApi()
  const [query] = useSearchParams()
  const importId = query.get('from') ?? ''
  return useQuery({
    queryKey: importKey(importId),
    queryFn: () => api.getImport({ path: { importId } }),
    enabled: importId !== '',
  })
}

interface Props {
  readonly company: AnswerOf<'getCompany'>
  /** Something else runs: everything can be looked at, nothing begun. */
  readonly blocked: boolean
  readonly earlier: AnswerOf<'getImport'> | undefined
}

function Choices({ company, blocked, earlier }: Props) {
  const { t } = useTranslation('newImport')
  const api = useApi()
  const mayImportNow = !blocked
  const [query, setQuery] = useSearchParams()
  const location = useLocation()
  const [fromFile, setFromFile] = useState(() => given.safeParse(location.state ?? earlier).data)
  const [file, setFile] = useState<File>()
  const saved = useQuery({
    queryKey: ['configurations'],
    queryFn: async () => (await api.listConfigurations()).importConfigurations,
  })
  const named = query.get('configuration') ?? undefined
  const found = saved.data?.find(({ id }) => id === named)
  const asked = query.get('type')
  const type: RecordTypeName =
    fromFile?.configuration.recordType ?? found?.recordType ?? (isRecordTypeName(asked) ? asked : 'customers')
  const chosen: ChosenConfiguration | undefined =
    fromFile !== undefined ? { kind: 'file', ...fromFile } : found && { kind: 'saved', id: found.id }
  const start = useStart()

  const choose = (next: ChosenConfiguration | undefined) => {
    setFromFile(next?.kind === 'file' ? { configuration: next.configuration, fileName: next.fileName } : undefined)
    setQuery(next?.kind === 'saved' ? { type, configuration: next.id } : { type }, { replace: true })
  }
  const chooseType = (next: RecordTypeName) => {
    setFromFile(undefined)
    setQuery({ type: next }, { replace: true })
  }
  const busy = runningOf(start.error)
  const { reset } = start
  // What runs is followed above from now on: when it is over, so is the refusal.
  useEffect(() => {
    if (blocked && busy !== undefined) reset()
  }, [blocked, busy, reset])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (file !== undefined && mayImportNow && !start.isPending) start.mutate({ type, chosen, file })
      }}
    >
      <Stack gap="xl">
        <TypeChoice value={type} onChange={chooseType} />
        <div>
          {named !== undefined && saved.isSuccess && found === undefined && (
            <Alert color="yellow" mb="sm" role="alert">
              {t('configuration.gone')}
            </Alert>
          )}
          <ErrorAlert error={saved.error} onRetry={() => void saved.refetch()} />
          <ConfigurationChoice type={type} saved={saved.data ?? []} value={chosen} onChange={choose} />
          {fromFile !== undefined && isRecordTypeName(asked) && asked !== type && (
            <Text size="sm" mt="xs" role="status">
              {t('configuration.typeChanged', { type: t(`recordType.${type}`, { ns: 'common' }) })}
            </Text>
          )}
        </div>
        <div>
          <FileChoice file={file} onChoose={setFile} maxBytes={company.limits.maxBytes} disabled={blocked} />
          {mayImportNow && file === undefined && (
            <div style={{ marginTop: 'var(--mantine-spacing-sm)' }}>
              <Samples type={type} onTake={setFile} />
            </div>
          )}
        </div>
        {busy === undefined ? <ErrorAlert error={start.error} /> : <Busy running={busy} />}
        <Group align="center" gap="md">
          <Button
            type="submit"
            size="md"
            leftSection={<IconUpload size={20} aria-hidden />}
            disabled={file === undefined || blocked}
            loading={start.isPending}
          >
            {t('start')}
          </Button>
          <Text size="sm" c="dimmed" flex="1 1 20rem">
            {file === undefined && !blocked ? t('chooseFirst') : t('next')}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}

interface Start {
  readonly type: RecordTypeName
  readonly chosen: ChosenConfiguration | undefined
  readonly file: File
}

/** Begins the import, sends the file on its way, and goes to the import's page. */
function useStart() {
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ type, chosen, file }: Start) =>
      api.startImport({
        body: {
          recordType: type,
          fileName: nameOf(file),
          ...(chosen?.kind === 'saved' ? { configurationId: chosen.id } : {}),
          ...(chosen?.kind === 'file' ? { configuration: chosen.configuration } : {}),
        },
      }),
    onSuccess: ({ import: item, upload }, { file }) => {
      uploadStore.begin(item.id, file, upload)
      queries.setQueryData(importKey(item.id), item)
      void queries.invalidateQueries({ queryKey: ['imports'] })
      void navigate(`/imports/${item.id}`)
    },
    onError: () => {
      // It may have been refused for what is there by now, or is there no more.
      void queries.invalidateQueries({ queryKey: ['running'] })
      void queries.invalidateQueries({ queryKey: ['configurations'] })
    },
  })
}

/** Names of files may hold what no text should: it is of no use to anybody. */
const nameOf = ({ name }: File): string =>
  name
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim() || 'file'
