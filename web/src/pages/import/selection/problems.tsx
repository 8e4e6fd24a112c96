import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { memo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportUserLine, ImportUsers } from '../../../api/import-users.ts'
import { useFormats } from '../../../texts/formats.ts'

const rowsOf = (lines: readonly { readonly rows: number }[]): number => lines.reduce((sum, { rows }) => sum + rows, 0)
const calledLine = ({ name, email }: Pick<ImportUserLine, 'name' | 'email'>): string =>
  [name, email].filter((part) => part !== '').join(' · ')

/** What else is to be known of the file before it goes on: each with its rows. */
export const Problems = memo(function Problems({ found }: { readonly found: ImportUsers }) {
  const { t } = useTranslation('selection')
  const { number } = useFormats()
  const { users, empty, sharedKeys, usersWithoutRows } = found
  const leftOutBy = (why: ImportUserLine['excluded']) =>
    users.filter(({ excluded, state }) => state === 'excluded' && excluded === why)
  const whys = (['inactive', 'outside-groups', 'removed'] as const)
    .map((why) => ({ why, lines: leftOutBy(why) }))
    .filter(({ lines }) => lines.length > 0)
  const nameOf = new Map(users.map((line) => [line.userId, line.name === '' ? line.email : line.name]))
  return (
    <Stack gap="sm">
      {empty.rows > 0 && (
        <Warning title={t('empty.title', { count: empty.rows })}>
          <Text size="sm">
            {t('empty.lead')} {empty.firstRow !== undefined && t('empty.first', { row: number(empty.firstRow) })}
          </Text>
        </Warning>
      )}
      {whys.map(({ why, lines }) => (
        <Warning key={why} title={t(`left.${why}.title`, { count: lines.length, rows: rowsOf(lines) })}>
          <Text size="sm">{t(`left.${why}.advice`)}</Text>
          <Lines texts={lines.map((line) => `${calledLine(line)}: ${t('rows', { ns: 'common', count: line.rows })}`)} />
        </Warning>
      ))}
      {sharedKeys.count > 0 && (
        <Warning title={t('shared.title', { count: sharedKeys.count })}>
          <Text size="sm">{t('shared.lead')}</Text>
          <Lines
            texts={sharedKeys.first.map(
              ({ key, rows }) =>
                `${key}: ${rows
                  .map(
                    ({ row, userId }) =>
                      `${t('row', { ns: 'common' })} ${number(row)} (${nameOf.get(userId) ?? userId})`,
                  )
                  .join(', ')}`,
            )}
          />
          {sharedKeys.first.length < sharedKeys.count && (
            <Text size="sm">{t('shared.listed', { shown: sharedKeys.first.length, all: sharedKeys.count })}</Text>
          )}
        </Warning>
      )}
      {usersWithoutRows.length > 0 && (
        <Alert
          color="gray"
          variant="light"
          icon={<IconInfoCircle aria-hidden />}
          title={t('without.title', { count: usersWithoutRows.length })}
        >
          <Text size="sm">{t('without.lead')}</Text>
          <Lines texts={usersWithoutRows.map(calledLine)} atFirst={0} />
        </Alert>
      )}
    </Stack>
  )
})

function Warning({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} title={title}>
      {children}
    </Alert>
  )
}

/** Long lists are folded. */
function Lines({ texts, atFirst = 3 }: { readonly texts: readonly string[]; readonly atFirst?: number }) {
  const { t } = useTranslation('selection')
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? texts : texts.slice(0, atFirst)
  return (
    <>
      {shown.length > 0 && (
        <List size="sm" mt={4}>
          {shown.map((text) => (
            <List.Item key={text} style={{ overflowWrap: 'anywhere' }}>
              {text}
            </List.Item>
          ))}
        </List>
      )}
      {texts.length > atFirst && (
        <Button size="compact-sm" variant="default" mt={6} onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {isOpen ? t('showLess') : t('showAll', { count: texts.length })}
        </Button>
      )}
    </>
  )
}
