import { SimpleGrid, type SimpleGridProps } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './facts.module.css'

interface FactsProps extends Pick<SimpleGridProps, 'cols'> {
  /** `Fact`s. */
  readonly children: ReactNode
}

/** What is known of something, each with its name. */
export function Facts({ cols, children }: FactsProps) {
  return (
    <SimpleGrid component="dl" cols={cols} m={0} className={classes.facts ?? ''}>
      {children}
    </SimpleGrid>
  )
}

/** One of them; the lines of a text stay lines. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
