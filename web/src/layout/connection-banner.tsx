import { Alert } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { connection } from '../api/connection.ts'
import classes from './shell.module.css'

/** Says that the server cannot be reached, for as long as it cannot. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const lost = useSyncExternalStore(connection.subscribe, connection.isLost)
  return (
    <div aria-live="assertive" className={classes.banner}>
      {lost && (
        <Alert color="red" variant="filled" icon={<IconPlugConnectedX />} title={t('connection.lost')} mb="md">
          {t('connection.lostHint')}
        </Alert>
      )}
    </div>
  )
}
