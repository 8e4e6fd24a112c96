import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useRecordTypes, type Field, type RecordTypeName } from '../api/record-types.ts'
import { regionOf } from '../texts/formats.ts'

type Value = string | number | boolean | readonly string[] | null

const labelled = z.object({
  options: z.array(z.object({ key: z.string(), label: z.object({ en: z.string(), de: z.string() }) })),
})

/** Fields as people call them, and their values as people write them. */
export interface Fields {
  readonly label: (field: string) => string
  /** Empty values as an empty text. */
  readonly show: (field: string, value: Value) => string
}

/** How the fields of this record type are shown. Until they are known, by the names the server has for them. */
export function useFields(recordType: RecordTypeName): Fields {
  const { t, i18n } = useTranslation()
  const { data } = useRecordTypes()
  const type = data?.find(({ name }) => name === recordType)
  const language = i18n.language === 'de' ? 'de' : 'en'
  return useMemo(() => {
    const words = { language, yes: t('yes'), no: t('no') } as const
    const fields = new Map(type?.fields.map((field) => [field.name, showing(field, words)]))
    return {
      label: (name) => fields.get(name)?.label ?? name,
      show: (name, value) => (value === null ? '' : (fields.get(name)?.show(value) ?? plain(value))),
    }
  }, [type, language, t])
}

interface Words {
  readonly language: 'en' | 'de'
  readonly yes: string
  readonly no: string
}

const plain = (value: NonNullable<Value>): string => (Array.isArray(value) ? value.join(', ') : String(value))

/** Fields and records are calendar days without a zone: noon is on the same day wherever one is. */
const dayOf = (iso: string): Date => new Date(`${iso.slice(0, 10)}T12:00:00`)

function showing(field: Field, { language, yes, no }: Words) {
  const label = field.label[language]
  return { label, show: formatOf(field, { language, yes, no }) }
}

function formatOf({ type, rule }: Field, { language, yes, no }: Words): (value: NonNullable<Value>) => string {
  switch (type) {
    case 'yes-no':
      return (value) => (value === true ? yes : value === false ? no : plain(value))
    case 'integer':
    case 'number': {
      const format = new Intl.NumberFormat(language, { maximumFractionDigits: 20, useGrouping: false })
      return (value) => (typeof value === 'number' ? format.format(value) : plain(value))
    }
    case 'date':
    case 'date-time': {
      // In English the month is a word: 04/05 is another day on either side of the Atlantic.
      const month = language === 'en' ? 'short' : '2-digit'
      const format = new Intl.DateTimeFormat(regionOf(language), { year: 'numeric', month, day: '2-digit' })
      return (value) => {
        if (typeof value !== 'string' || Number.isNaN(dayOf(value).getTime())) return plain(value)
        return [format.format(dayOf(value)), value.slice(11, 16)].filter((part) => part !== '').join(', ')
      }
    }
    case 'selection':
    case 'multi-selection': {
      const options = labelled.safeParse(rule).data?.options ?? []
      const labels = new Map(options.map(({ key, label }) => [key, label[language]]))
      return (value) =>
        Array.isArray(value)
          ? value.map((key) => labels.get(String(key)) ?? String(key)).join(', ')
          : (labels.get(String(value)) ?? plain(value))
    }
    case 'country': {
      const names = new Intl.DisplayNames(language, { type: 'region' })
      return (value) =>
        typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? (names.of(value) ?? value) : plain(value)
    }
    default:
      return plain
  }
}
