import { useTranslation } from 'react-i18next'
import type { StepProps } from '../step.ts'

/** The step of this name. */
export function DecisionStep({ item }: StepProps) {
  const { t } = useTranslation()
  return <p>{t(`status.${item.status}`)}</p>
}
