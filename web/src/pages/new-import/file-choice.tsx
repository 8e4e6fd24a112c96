import { Button, Stack, Text } from '@mantine/core'
import { Dropzone, type FileRejection } from '@mantine/dropzone'
import '@mantine/dropzone/styles.css'
import { IconFileSpreadsheet, IconFileUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../texts/formats.ts'
import { FileFault } from './notices.tsx'

const LONGEST_NAME = 255

type Fault = 'empty' | 'large' | 'folder' | 'several' | 'name'

interface Props {
  readonly file: File | undefined
  readonly onChoose: (file: File | undefined) => void
  readonly maxBytes: number
  readonly disabled: boolean
}

/** What can be said against a file before anything of it is sent. Its name does not say what it is: that is read later. */
function faultOf(file: File, maxBytes: number): Fault | undefined {
  if (file.size === 0) return 'empty'
  if (file.size > maxBytes) return 'large'
  return file.name.length > LONGEST_NAME ? 'name' : undefined
}

/** The file: dropped, or chosen. */
export function FileChoice({ file, onChoose, maxBytes, disabled }: Props) {
  const { t } = useTranslation('newImport')
  const { bytes } = useFormats()
  const open = useRef<() => void>(null)
  const [refused, setRefused] = useState<{ readonly fault: Fault; readonly file?: File }>()
  const take = (given: File) => {
    const fault = faultOf(given, maxBytes)
    setRefused(fault === undefined ? undefined : { fault, file: given })
    onChoose(fault === undefined ? given : undefined)
  }
  const reject = (rejections: readonly FileRejection[]) => {
    const [first] = rejections
    if (rejections.length === 1 && first !== undefined) return take(first.file)
    setRefused({ fault: 'several' })
    onChoose(undefined)
  }
  const drop = ([first]: readonly File[]) => {
    if (first !== undefined) return take(first)
    setRefused({ fault: 'folder' })
  }
  return (
    <Stack gap="xs">
      <Text fw={600} id="file-label">
        {t('file.label')}
      </Text>
      <Dropzone
        onDrop={drop}
        onReject={reject}
        openRef={open}
        multiple={false}
        disabled={disabled}
        // The button inside is what the keyboard and screen readers use; the zone is a larger target for the mouse.
        activateOnKeyboard={false}
        tabIndex={-1}
        enablePointerEvents
        // The input brings an English name of its own.
        inputProps={{ 'aria-label': t('file.label') }}
        role="group"
        aria-labelledby="file-label"
        p="lg"
      >
        <Stack align="center" gap="xs" ta="center">
          {file === undefined ? (
            <IconFileUpload size={44} stroke={1.3} aria-hidden />
          ) : (
            <IconFileSpreadsheet size={44} stroke={1.3} aria-hidden />
          )}
          <div aria-live="polite">
            {file === undefined ? (
              <Text size="lg" visibleFrom="sm">
                {t('file.drop')}
              </Text>
            ) : (
              <>
                <Text size="lg" fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {file.name}
                </Text>
                <Text size="sm">{bytes(file.size)}</Text>
              </>
            )}
          </div>
          <Button
            variant={file === undefined ? 'filled' : 'default'}
            disabled={disabled}
            onClick={(event) => {
              // The zone around it would open the dialog a second time.
              event.stopPropagation()
              open.current?.()
            }}
          >
            {file === undefined ? t('file.choose') : t('file.another')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('file.or', { bytes: bytes(maxBytes) })}. {t('file.oneSheet')}
          </Text>
        </Stack>
      </Dropzone>
      {refused !== undefined && <Refused {...refused} maxBytes={maxBytes} />}
    </Stack>
  )
}

function Refused({
  fault,
  file,
  maxBytes,
}: {
  readonly fault: Fault
  readonly file?: File | undefined
  readonly maxBytes: number
}) {
  const { t } = useTranslation('newImport')
  const { bytes } = useFormats()
  const name = file?.name ?? ''
  switch (fault) {
    case 'empty':
      return <FileFault title={t('file.isEmpty', { file: name })} advice={t('file.emptyAdvice')} />
    case 'large':
      return (
        <FileFault
          title={t('file.tooLarge', { file: name, size: bytes(file?.size ?? 0), limit: bytes(maxBytes) })}
          advice={t('file.tooLargeAdvice')}
        />
      )
    case 'folder':
      return <FileFault title={t('file.folder')} />
    case 'several':
      return <FileFault title={t('file.one')} />
    case 'name':
      return <FileFault title={t('file.nameTooLong')} />
  }
}
