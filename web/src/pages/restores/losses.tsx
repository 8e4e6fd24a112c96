import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { IconUserExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Restore } from '../../api/restores.ts'
import { useFormats } from '../../texts/formats.ts'
import { useAuthorWords } from './author-words.ts'
import { usePeople } from './people.ts'

const USERS_AT_ONCE = 20

/** Whose work since the restore point goes, or went: by user, and by who did it. */
export function Losses({ restore: { users, dryRun, kind, status } }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  const { dateTime } = useFormats()
  const { nameOf } = usePeople()
  const wordsOf = useAuthorWords()
  const [shown, setShown] = useState(USERS_AT_ONCE)
  const losing = users.filter(({ losses }) => losses.length > 0)
  // An undo leaves what people entered; of it there is nothing to say.
  if (losing.length === 0 && (kind === 'undo' || !dryRun || status !== 'completed')) return null
  if (losing.length === 0) return <Text>{t('lossesNone')}</Text>
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconUserExclamation />}
      title={t(dryRun ? 'lossesTitlePlan' : 'lossesTitleDone')}
    >
      <Stack gap="xs">
        <Text size="sm">{t('lossesLead')}</Text>
        {losing.slice(0, shown).map(({ userId, email, losses }) => {
          const user = nameOf(userId, email)
          return (
            <div key={userId}>
              <Text size="sm" fw={600} title={email}>
                {user}
              </Text>
              <List size="sm" aria-label={t('lossesOf', { user })}>
                {losses.map(({ records, last, ...author }) => (
                  <List.Item key={`${author.kind}/${author.id}`} style={{ overflowWrap: 'anywhere' }}>
                    {t('loss', { count: records, who: wordsOf(author), date: dateTime(last) })}
                  </List.Item>
                ))}
              </List>
            </div>
          )
        })}
        {shown < losing.length && (
          <div>
            <Button variant="default" size="xs" onClick={() => setShown(shown + USERS_AT_ONCE)}>
              {t('more', { ns: 'common' })}
            </Button>
          </div>
        )}
      </Stack>
    </Alert>
  )
}
