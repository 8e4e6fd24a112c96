import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconDownload, IconFileImport } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMe } from '../../api/me.ts'
import { useUsers, type User } from '../../api/users.ts'
import { Answer } from '../../components/answer.tsx'
import { ChooseFile } from '../../components/choose-file.tsx'
import { saveFile } from '../../components/download-button.tsx'
import { Page } from '../../components/page.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { ACCOUNT_COLUMNS, readAccounts } from './account-file.ts'
import { AccountsPreview } from './accounts-preview.tsx'
import { NoText, readCsv } from './read-csv.ts'

/** Creates and changes many accounts at once, after showing what would happen. */
export function ImportAccountsPage() {
  const { t } = useTranslation('users')
  const { user } = useMe()
  const users = useUsers()
  return (
    <Page
      title={t('import.title')}
      lead={t('import.lead')}
      actions={
        <Button component={Link} to="/users" variant="default">
          {t('leave')}
        </Button>
      }
    >
      {user.level === 'administrator' ? (
        <Answer of={users}>{(known) => <FromFile known={known} />}</Answer>
      ) : (
        <Alert color="gray">{t('onlyAdministrators')}</Alert>
      )}
    </Page>
  )
}

const EXAMPLE = `${ACCOUNT_COLUMNS.join(',')}\nanna@company.example,00012,Anna,Huber,supervisor,North|South\n`

function FromFile({ known }: { readonly known: readonly User[] }) {
  const { t } = useTranslation('users')
  const read = useMutation({
    mutationFn: async (file: File) => ({ name: file.name, accounts: readAccounts(await readCsv(file), known) }),
  })
  const accounts = read.data?.accounts
  return (
    <Stack>
      <Text>
        {t('import.columns')} <Code>{ACCOUNT_COLUMNS.join(', ')}</Code>. {t('import.columnsMore')}
      </Text>
      <Text>{t('import.keeps')}</Text>
      <Group>
        <ChooseFile accept=".csv,.txt,text/csv,text/plain" onChoose={read.mutate}>
          {(props) => (
            <Button {...props} leftSection={<IconFileImport size={18} aria-hidden />} loading={read.isPending}>
              {t(accounts === undefined ? 'import.choose' : 'import.other')}
            </Button>
          )}
        </ChooseFile>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() => saveFile('accounts.csv', new Blob([EXAMPLE], { type: 'text/csv' }))}
        >
          {t('import.template')}
        </Button>
      </Group>
      {read.error instanceof NoText ? (
        <Alert color="red" role="alert">
          {t('import.notText')}
        </Alert>
      ) : (
        <ErrorAlert error={read.error} />
      )}
      {accounts?.kind === 'no-email' && (
        <Alert color="red" role="alert">
          {t('import.noEmail', { titles: accounts.titles.join(', ') })}
        </Alert>
      )}
      {accounts?.kind === 'empty' && (
        <Alert color="red" role="alert">
          {t('import.empty')}
        </Alert>
      )}
      {accounts?.kind === 'accounts' && (
        <AccountsPreview
          key={read.submittedAt}
          fileName={read.data?.name ?? ''}
          entries={accounts.entries}
          problems={accounts.problems}
          unknownColumns={accounts.unknownColumns}
        />
      )}
    </Stack>
  )
}
