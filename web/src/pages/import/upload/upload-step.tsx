import { Alert, Button, Card, Code, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconFileOff, IconHourglass, IconPlugConnectedX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useApi } from '../../../api/api.tsx'
import { importKey, type ImportState } from '../../../api/imports.ts'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { paceOf } from '../../../upload/pace.ts'
import { uploadStore, type Upload } from '../../../upload/store.ts'
import { useUpload } from '../../../upload/use-upload.ts'
import type { StepProps } from '../step.ts'

const LOOK_MS = 500

/** The file on its way to storage; or why it is not. */
export function UploadStep({ item }: StepProps) {
  const upload = useUpload(item.id)
  const queries = useQueryClient()
  const isDone = upload?.phase === 'done'
  useEffect(() => {
    if (!isDone) return
    // Storage has it: the workflow begins within a moment.
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: importKey(item.id) }), LOOK_MS)
    return () => clearInterval(timer)
  }, [isDone, item.id, queries])
  if (upload === undefined) return <NotHere item={item} />
  return <Phase upload={upload} item={item} />
}

function Phase({ upload, item }: { readonly upload: Upload; readonly item: ImportState }) {
  const { t } = useTranslation('upload')
  switch (upload.phase) {
    case 'sending':
      return (
        <Card withBorder padding="lg">
          <Stack>
            <Title order={2} size="h4">
              {t('title')}
            </Title>
            <Sending upload={upload} />
            <Text size="sm" c="dimmed">
              {t('leave')}
            </Text>
            <Group>
              <Cancel item={item}>{t('cancel')}</Cancel>
            </Group>
          </Stack>
        </Card>
      )
    case 'done':
      return (
        <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('done')} role="status">
          {t('doneExplain')}
        </Alert>
      )
    case 'lost':
      return (
        <Alert color="red" icon={<IconPlugConnectedX aria-hidden />} title={t('lost')} role="alert">
          <Stack align="flex-start">
            {t('lostExplain')}
            <Group>
              <Button onClick={() => uploadStore.retry(item.id)}>{t('again')}</Button>
              <Cancel item={item}>{t('justCancel')}</Cancel>
            </Group>
          </Stack>
        </Alert>
      )
    case 'expired':
      return (
        <Alert color="red" icon={<IconHourglass aria-hidden />} title={t('expired')} role="alert">
          <Stack align="flex-start">
            {t('expiredExplain')}
            <Restart item={item} />
          </Stack>
        </Alert>
      )
    case 'refused':
      return (
        <Alert color="red" icon={<IconFileOff aria-hidden />} title={t('refused')} role="alert">
          <Stack align="flex-start">
            {upload.refusal?.code === 'EntityTooLarge' ? t('refusedTooLarge') : t('refusedExplain')}
            <Code>
              {upload.refusal?.status} {upload.refusal?.code} {upload.refusal?.message}
            </Code>
            <Restart item={item} />
          </Stack>
        </Alert>
      )
  }
}

function Sending({ upload: { file, sent, marks } }: { readonly upload: Upload }) {
  const { t } = useTranslation('upload')
  const { bytes, percent, duration } = useFormats()
  const share = sent / file.size
  const { speed, left } = paceOf(marks, file.size)
  return (
    <div>
      <Progress.Root size="xl" radius="sm">
        <Progress.Section value={share * 100} miw={4} aria-label={t('progressLabel', { file: file.name })} />
      </Progress.Root>
      <Group justify="space-between" mt="xs" mih="1.6em">
        <Text>
          {percent(Math.floor(share * 100) / 100)} · {t('progress', { sent: bytes(sent), total: bytes(file.size) })}
        </Text>
        <Text c="dimmed">
          {speed !== undefined && left !== undefined && t('pace', { speed: bytes(speed), left: duration(left) })}
        </Text>
      </Group>
    </div>
  )
}

/** The file is not in this window: it was lost with a reload, or somebody uploads it elsewhere. */
function NotHere({ item }: StepProps) {
  const { t } = useTranslation('upload')
  const { relative } = useFormats()
  return (
    <Alert color="yellow" icon={<IconFileOff aria-hidden />} title={t('waiting')}>
      <Stack align="flex-start">
        <Text size="sm">{t('begun', { name: item.startedBy.name, when: relative(item.startedAt) })}</Text>
        {t('waitingExplain')}
        <Text size="sm">{t('waitingElsewhere')}</Text>
        <Restart item={item} />
      </Stack>
    </Alert>
  )
}

function useCancel(item: ImportState, then: () => void) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.cancelImport({ path: { importId: item.id } }),
    onSuccess: (now) => {
      uploadStore.drop(item.id)
      queries.setQueryData(importKey(item.id), now)
      void queries.invalidateQueries({ queryKey: ['imports'] })
      void queries.invalidateQueries({ queryKey: ['running'] })
      then()
    },
  })
}

function Cancel({ item, children }: { readonly item: ImportState; readonly children: ReactNode }) {
  const cancel = useCancel(item, () => undefined)
  return (
    <>
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {children}
      </Button>
      <ErrorAlert error={cancel.error} />
    </>
  )
}

/** Cancels this import and begins one like it. */
function Restart({ item }: StepProps) {
  const { t } = useTranslation('upload')
  const navigate = useNavigate()
  const again = useCancel(item, () => {
    const query = new URLSearchParams({ type: item.recordType })
    if (item.configurationId !== undefined) query.set('configuration', item.configurationId)
    const isFromFile = item.configuration !== undefined && item.configurationId === undefined
    const state = isFromFile ? { configuration: item.configuration, fileName: item.fileName } : undefined
    void navigate(`/imports/new?${query.toString()}`, { state })
  })
  return (
    <Stack gap="xs" align="flex-start">
      <Group>
        <Button loading={again.isPending} onClick={() => again.mutate()}>
          {t('restart')}
        </Button>
        <Cancel item={item}>{t('justCancel')}</Cancel>
      </Group>
      <Text size="sm">{t('restartHint')}</Text>
      <ErrorAlert error={again.error} />
    </Stack>
  )
}
