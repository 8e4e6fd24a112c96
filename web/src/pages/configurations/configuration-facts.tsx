import { List, Paper, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RecordType } from '../../api/record-types.ts'
import { Fact, Facts } from '../../components/facts.tsx'
import { useFormats } from '../../texts/formats.ts'
import { useFieldName } from './field-name.ts'
import type { SavedConfiguration } from './queries.ts'

interface Props {
  readonly saved: SavedConfiguration
  readonly type: RecordType
}

/** What a configuration does, in plain words. */
export function ConfigurationFacts({ saved, type }: Props) {
  const { t } = useTranslation('configurations')
  const { dateTime, number } = useFormats()
  const { configuration } = saved
  const by = (person: SavedConfiguration['createdBy']) => t('by', { ns: 'common', name: person.name || person.email })
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="what">
      <Title order={2} size="h4" mb="sm" id="what">
        {t('what')}
      </Title>
      <Facts cols={{ base: 1, sm: 2 }}>
        <Fact label={t('mode')}>
          <strong>{t(`mode.${configuration.mode}`, { ns: 'common' })}</strong>:{' '}
          {t(`mode.${configuration.mode}`, { ns: 'settings' })}
        </Fact>
        <Fact label={t('keys')}>
          <Keys configuration={configuration} type={type} />
        </Fact>
        <Fact label={t('assignment')}>
          <Assignment configuration={configuration} />
        </Fact>
        <Fact label={t('notation')}>
          {t(configuration.notation.decimal === ',' ? 'notation.comma' : 'notation.point', { ns: 'settings' })}
          <br />
          {t(`notation.${configuration.notation.dateOrder}`, { ns: 'settings' })}
        </Fact>
        <Fact label={t('sheet')}>{configuration.sheet}</Fact>
        <Fact label={t('headerRow')}>{number(configuration.headerRow)}</Fact>
        <Transfer configuration={configuration} />
        {configuration.raiseLastCall === true && <Fact label={t('lastCall')}>{t('lastCallRaised')}</Fact>}
        <Fact label={t('changed')}>
          {dateTime(saved.updatedAt)} {by(saved.updatedBy)}
        </Fact>
        <Fact label={t('made')}>
          {dateTime(saved.createdAt)} {by(saved.createdBy)}
        </Fact>
        <Fact label={t('lastUsed')}>
          {saved.lastUsedAt === undefined ? t('neverUsed') : dateTime(saved.lastUsedAt)}
        </Fact>
      </Facts>
    </Paper>
  )
}

type Configuration = SavedConfiguration['configuration']

function Keys({ configuration, type }: { readonly configuration: Configuration; readonly type: RecordType }) {
  const { t, i18n } = useTranslation('configurations')
  const nameOf = useFieldName(type)
  const keys = configuration.mapping.filter(({ update }) => update === 'key').map(({ field }) => nameOf(field))
  if (keys.length === 0) return t('keysNone')
  return t('keysAll', { fields: new Intl.ListFormat(i18n.language).format(keys) })
}

function Assignment({ configuration: { assignment } }: { readonly configuration: Configuration }) {
  const { t } = useTranslation('configurations')
  const { by, column, corrections = [] } = assignment
  return (
    <>
      {t(by === 'email' ? 'byEmail' : 'byNumber', { column })}
      {corrections.length > 0 && (
        <>
          <Text size="sm" mt="xs">
            {t('corrections', { count: corrections.length })}
          </Text>
          <List size="sm">
            {corrections.map(({ value, email }) => (
              <List.Item key={value}>{t('correction', { value, email })}</List.Item>
            ))}
          </List>
        </>
      )}
    </>
  )
}

function Transfer({ configuration: { transfer } }: { readonly configuration: Configuration }) {
  const { t, i18n } = useTranslation('configurations')
  if (transfer === undefined || transfer.mode === 'none') return null
  const what = (['appointments', 'tasks', 'reports'] as const)
    .filter((name) => transfer[name])
    .map((name) => t(`recordType.${name}`, { ns: 'common' }))
  return (
    <Fact label={t('transfer')}>
      {t(`transfer.${transfer.mode}`, { ns: 'settings' })}
      {what.length > 0 && `, ${t('transferWith', { what: new Intl.ListFormat(i18n.language).format(what) })}`}
    </Fact>
  )
}
