import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRecordTypes, type RecordTypeName } from '../../api/record-types.ts'

/** What fields are called, for lists of records of several types. A field that is gone by now keeps its name. */
export function useFieldLabels(): (type: RecordTypeName, field: string) => string {
  const { data } = useRecordTypes()
  const language = useTranslation().i18n.language === 'de' ? 'de' : 'en'
  return useMemo(() => {
    const labels = new Map(
      data?.flatMap(({ name: type, fields }) =>
        fields.map(({ name, label }): [string, string] => [`${type}/${name}`, label[language]]),
      ),
    )
    return (type, field) => labels.get(`${type}/${field}`) ?? field
  }, [data, language])
}
