import { Button, Card, List, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import customers from '../../../../samples/customers.xlsx?url'
import { useMe } from '../../api/me.ts'

const STEPS = ['one', 'two', 'three', 'four'] as const
/** The demo company, to whose users the rows of the samples belong. */
const DEMO_COMPANY = 'nordwind'

/** What an import is, for whoever has made none yet, and a file to try it with. */
export function FirstRun() {
  const { t } = useTranslation('home')
  const { company } = useMe()
  return (
    <Card withBorder component="section" aria-labelledby="first-run" padding="lg">
      <Title order={2} size="h4" id="first-run">
        {t('first.title')}
      </Title>
      <Text c="dimmed">{t('first.lead')}</Text>
      <List type="ordered" my="md" spacing="xs">
        {STEPS.map((step) => (
          <List.Item key={step}>
            <Text fw={600}>{t(`first.${step}`)}</Text>
            <Text size="sm">{t(`first.${step}Text`)}</Text>
          </List.Item>
        ))}
      </List>
      {company.id === DEMO_COMPANY && (
        <>
          <Title order={3} size="h5">
            {t('first.sample')}
          </Title>
          <Text size="sm" mb="xs">
            {t('first.sampleText')}
          </Text>
          <Button
            component="a"
            href={customers}
            download="customers.xlsx"
            variant="default"
            display="inline-flex"
            style={{ alignSelf: 'flex-start' }}
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('first.download')}
          </Button>
        </>
      )}
    </Card>
  )
}
