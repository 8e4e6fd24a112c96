import { Alert, List, Spoiler, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportUserLine, ImportUsers } from '../../../api/import-users.ts'
import { useFormats } from '../../../texts/formats.ts'

const rowsOf = (lines: readonly { readonly rows: number }[]): number => lines.reduce((sum, { rows }) => sum + rows, 0)
const calledLine = ({ name, email }: Pick<ImportUserLine, 'name' | 'email'>): string =>
  [name, email].filter((part) => part !== '').join(' · ')

/** What else is to be known of the file before it goes on: each with its rows. */
export function Problems({ found }: { readonly found: ImportUsers }) {
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
          <Lines texts={usersWithoutRows.map(calledLine)} />
        </Alert>
      )}
    </Stack>
  )
}

function Warning({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} title={title}>
      {children}
    </Alert>
  )
}

/** Long lists are folded. */
function Lines({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useTranslation('selection')
  return (
    <Spoiler maxHeight={84} showLabel={t('showAll', { count: texts.length })} hideLabel={t('showLess')} mt={4}>
      <List size="sm">
        {texts.map((text) => (
          <List.Item key={text} style={{ overflowWrap: 'anywhere' }}>
            {text}
          </List.Item>
        ))}
      </List>
    </Spoiler>
  )
}
