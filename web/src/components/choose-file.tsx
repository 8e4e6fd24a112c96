import { FileButton, type FileButtonProps } from '@mantine/core'
import { useRef } from 'react'

interface Props extends Pick<FileButtonProps, 'accept' | 'children'> {
  readonly onChoose: (file: File) => void
}

/** What opens the choice of one file; the same one may be chosen again, for it may have been mended since. */
export function ChooseFile({ onChoose, ...button }: Props) {
  const reset = useRef<() => void>(null)
  return (
    <FileButton
      {...button}
      resetRef={reset}
      onChange={(file) => {
        if (file !== null) onChoose(file)
        reset.current?.()
      }}
    />
  )
}
