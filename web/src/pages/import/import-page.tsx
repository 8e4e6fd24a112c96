import { Stepper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { isEnded, useImport, type ImportState } from '../../api/imports.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { DecisionStep } from './decision/decision-step.tsx'
import { ImportingStep } from './importing/importing-step.tsx'
import { WorkingStep } from './importing/working-step.tsx'
import { SelectionStep } from './selection/selection-step.tsx'
import { SettingsStep } from './settings/settings-step.tsx'
import type { StepProps } from './step.ts'
import { SummaryStep } from './summary/summary-step.tsx'
import { UploadStep } from './upload/upload-step.tsx'

/** The steps a person sees, each with the statuses in which it is the present one. */
const STEPS = [
  { name: 'upload', statuses: ['awaiting-upload', 'inspecting'] },
  { name: 'settings', statuses: ['awaiting-settings', 'splitting'] },
  { name: 'selection', statuses: ['awaiting-selection', 'securing'] },
  { name: 'decisions', statuses: ['previewing', 'awaiting-decision', 'importing'] },
  { name: 'summary', statuses: ['completed', 'cancelled', 'aborted', 'failed'] },
] as const

/** The wizard: always shows the step the import is at, wherever one comes from. */
export function ImportPage() {
  const { importId = '' } = useParams()
  const query = useImport(importId)
  const { t } = useTranslation('imports')
  return (
    <Page
      title={query.data === undefined ? t('title') : t('titleOf', { file: query.data.fileName })}
      lead={query.data && t('leadOf', { type: t(`recordType.${query.data.recordType}`, { ns: 'common' }) })}
    >
      <Answer of={query}>
        {(item) => (
          <>
            <Steps item={item} />
            <Step item={item} />
          </>
        )}
      </Answer>
    </Page>
  )
}

/** The status that says how far it came: one that ended early came no further than where it was then. */
function reached(item: StepProps['item']): ImportState['status'] {
  const { status, timeline } = item
  if (status === 'completed' || !isEnded(item)) return status
  return timeline.findLast((entry) => !isEnded(entry))?.status ?? status
}

function Steps({ item }: StepProps) {
  const { t } = useTranslation('imports')
  const active = STEPS.findIndex(({ statuses }) => statuses.some((status) => status === reached(item)))
  const done = item.status === 'completed' ? STEPS.length : active
  return (
    <>
      <Text hiddenFrom="sm" size="sm" c="dimmed">
        {t('steps.at', {
          step: Math.min(done + 1, STEPS.length),
          all: STEPS.length,
          name: t(`steps.${STEPS[active]?.name ?? 'summary'}`),
        })}
      </Text>
      <Stepper active={done} size="sm" allowNextStepsSelect={false} visibleFrom="sm" aria-label={t('steps.label')}>
        {STEPS.map(({ name }) => (
          <Stepper.Step key={name} label={t(`steps.${name}`)} />
        ))}
      </Stepper>
    </>
  )
}

function Step({ item }: StepProps) {
  switch (item.status) {
    case 'awaiting-upload':
      return <UploadStep item={item} />
    case 'awaiting-settings':
      return <SettingsStep item={item} />
    case 'awaiting-selection':
      return <SelectionStep item={item} />
    case 'awaiting-decision':
      return <DecisionStep item={item} />
    case 'importing':
      return <ImportingStep item={item} />
    case 'inspecting':
    case 'splitting':
    case 'securing':
    case 'previewing':
      return <WorkingStep item={item} />
    case 'completed':
    case 'cancelled':
    case 'aborted':
    case 'failed':
      return <SummaryStep item={item} />
  }
}
