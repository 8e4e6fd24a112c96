import { Button, type ButtonProps } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Download } from '../../../lib/contracts/client.ts'
import { ErrorAlert } from './problem-alert.tsx'

interface Props extends ButtonProps {
  readonly children: ReactNode
  /** Asks the API for the file. */
  readonly fetch: () => Promise<Download>
  /** Where the server does not say how it is called. */
  readonly fileName: string
}

/** Fetches a file with the person's sign-in and hands it to the browser's downloads. */
export function DownloadButton({ children, fetch, fileName, ...rest }: Props) {
  const download = useMutation({
    mutationFn: async () => {
      const file = await fetch()
      saveFile(file.fileName ?? fileName, await new Response(file.body).blob())
    },
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
        {...rest}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {children}
      </Button>
      <ErrorAlert error={download.error} onRetry={() => download.mutate()} />
    </>
  )
}

/** Lets the browser save this as a file. */
export function saveFile(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download holds the content by itself once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
