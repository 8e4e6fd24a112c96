import { MAIN, xlsxOf, XML, type XlsxContent } from '../archives.ts'
import type { Content } from '../raw-zip.ts'
import type { HostileCase, Reading, Refusal } from './case.ts'

export const inline = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`
export const HEADER = `<row r="1">${inline('name')}</row>`
export const ADA = `<row r="2">${inline('Ada')}</row>`
export const READ: Reading = { rows: 2, last: { row: 2, cells: ['Ada'] } }
export const OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

type Case = readonly [name: string, content: () => XlsxContent | string, answer: Reading | Refusal]

/** Cases of a workbook each, or of the rows of one below a header. */
export function cases(list: readonly Case[]): HostileCase[] {
  return list.map(([name, content, answer]) => ({
    name,
    bytes: () => {
      const made = content()
      return xlsxOf(typeof made === 'string' ? { sheets: { Data: `${HEADER}${made}` } } : made)
    },
    answer,
  }))
}

export const sheet = (xml: Content): XlsxContent => ({ sheets: { Data: xml } })
export const wholeSheet = (inside: string, before = ''): XlsxContent =>
  sheet(`${XML}${before}<worksheet ${MAIN}>${inside}</worksheet>`)
export const data = `<sheetData>${HEADER}${ADA}</sheetData>`
export const part = (path: string, content: Content | undefined): XlsxContent => ({
  sheets: { Data: `${HEADER}${ADA}` },
  styles: [14],
  sharedStrings: ['a'],
  parts: { [path]: content },
})
