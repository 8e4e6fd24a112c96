import { Anchor } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Entry } from './actions.ts'
import classes from './audit.module.css'
import { useDetailWords } from './detail-words.ts'

/** All that is known of an entry: ids, words and counts, and where the request came from. */
export function EntryDetails({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('audit')
  const { nameOf, wordsOf } = useDetailWords()
  const { id, subject, from, details } = entry
  const lines: [string, ReactNode][] = [
    ...Object.entries(details).map(([name, value]): [string, ReactNode] => [
      nameOf(name),
      name === 'restoreId' && typeof value === 'string' ? <RestoreLink id={value} /> : wordsOf(name, value),
    ]),
    ...(subject.id === undefined ? [] : [line(t('ofWhat'), subject.id)]),
    ...(from === undefined ? [] : [line(t('from'), from.ip), line(t('browser'), from.userAgent)]),
    line(t('entryId'), id),
  ]
  return (
    <dl className={classes.details}>
      {lines.map(([name, value], index) => (
        // Two details may be called the same.
        <Fragment key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

const line = (name: string, value: string): [string, ReactNode] => [name, value]

function RestoreLink({ id }: { readonly id: string }) {
  return (
    <Anchor component={Link} to={`/restores/${encodeURIComponent(id)}`} underline="always" inherit>
      {id}
    </Anchor>
  )
}
