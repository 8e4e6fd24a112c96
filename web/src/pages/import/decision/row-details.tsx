import { List, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PreviewRow } from '../../../api/previews.ts'
import type { Fields } from '../../../components/fields.ts'
import { useFormats } from '../../../texts/formats.ts'
import { useSay } from '../../../texts/say.ts'
import classes from './row-details.module.css'

/** So many fields are shown without being asked. */
const AT_FIRST = { created: 4, deleted: 4, other: 6 } as const

interface ChangesProps {
  readonly row: Pick<PreviewRow, 'changes' | 'title'> & { readonly outcome: string }
  readonly fields: Fields
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** A new record's values, or what changes field by field, or what goes. */
export function Changes({ row: { outcome, changes, title }, fields, isOpen, onToggle }: ChangesProps) {
  const { t } = useTranslation('decision')
  const most = outcome === 'created' || outcome === 'deleted' ? AT_FIRST[outcome] : AT_FIRST.other
  const shown = isOpen ? changes : changes.slice(0, most)
  const hidden = changes.length - most
  return (
    <>
      <dl className={classes.changes}>
        {shown.map(({ field, before, after }) => (
          <div key={field} className={classes.change}>
            <dt>{fields.label(field)}</dt>
            <dd>
              {outcome === 'created' ? (
                fields.show(field, after)
              ) : outcome === 'deleted' ? (
                <del>{fields.show(field, before)}</del>
              ) : (
                <Difference before={fields.show(field, before)} after={fields.show(field, after)} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {hidden > 0 && (
        <UnstyledButton className={classes.more} onClick={onToggle} aria-expanded={isOpen}>
          {isOpen ? t('rows.fewer') : t('rows.more', { count: hidden })}
          <VisuallyHidden> {title}</VisuallyHidden>
        </UnstyledButton>
      )}
    </>
  )
}

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const { t } = useTranslation('decision')
  return (
    <>
      <VisuallyHidden>{t('rows.before')} </VisuallyHidden>
      {before === '' ? <span className={classes.empty}>{t('rows.empty')}</span> : <del>{before}</del>}{' '}
      <IconArrowRight size={14} aria-hidden className={classes.arrow ?? ''} />
      <VisuallyHidden>{t('rows.after')} </VisuallyHidden>{' '}
      {after === '' ? <span className={classes.empty}>{t('rows.empty')}</span> : <ins>{after}</ins>}
    </>
  )
}

type Reason = PreviewRow['reasons'][number]

interface ReasonsProps {
  readonly reasons: readonly Reason[]
  readonly fields: Fields
}

/** Why a row is not written, with column and value. */
export function Reasons({ reasons, fields }: ReasonsProps) {
  const { t } = useTranslation('decision')
  const { number } = useFormats()
  const say = useSay()
  if (reasons.length === 0) return null
  const whereOf = ({ column, field, value = '', message }: Reason) => [
    column === undefined ? '' : t('rows.column', { column }),
    column !== undefined || field === undefined ? '' : fields.label(field),
    message.includes(value) ? '' : t('rows.value', { value }),
  ]
  return (
    <List size="sm" spacing={2}>
      {reasons.map((reason) => {
        const { code, message, column, field, rows = [] } = reason
        const where = whereOf(reason)
          .filter((part) => part !== '')
          .join(' ')
        return (
          <List.Item key={`${code} ${column ?? ''} ${field ?? ''}`} style={{ overflowWrap: 'anywhere' }}>
            {where !== '' && <b>{where}: </b>}
            {say(message)}
            {rows.length > 0 && (
              <Text span size="sm" c="dimmed">
                {' '}
                {t('rows.with', { rows: rows.map((row) => number(row)).join(', ') })}
              </Text>
            )}
          </List.Item>
        )
      })}
    </List>
  )
}
