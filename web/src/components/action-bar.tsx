import { Box } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './action-bar.module.css'

/** What can be done here, always in sight at the lower edge of the window, unless the window is too low for that. */
export function ActionBar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box component="section" aria-label={label} className={classes.bar ?? ''}>
      {children}
    </Box>
  )
}
