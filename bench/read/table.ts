import stringWidth from 'string-width'
import type { MeasuredCase, Reading } from './measuring.ts'
import { cpuRatio } from './ratios.ts'
import type { ReadResult } from './result.ts'

/** The result for people: a table of each case, then what is promised. */
export function readTable(result: ReadResult): string {
  const { ratios, memoryGrowth, smallHeap, leftOut, bareNodeRssMb, versions } = result
  const ratio = (value: number | null | undefined) =>
    value === null || value === undefined ? 'not measured' : `${value.toFixed(2)}x`
  return [
    ...result.cases.flatMap((one) => [caseTable(one), '']),
    'Times are the least of all runs, memory is the most. Each run is a process of its own.',
    `Bare Node: ${Math.round(bareNodeRssMb)} MB. Node ${versions['node']}, ${versions['processors']}.`,
    ...leftOut.map((one) => `Left out: ${one.case}, because ${one.reason}`),
    '',
    `XLSX, CPU to inflating the same file (the worst of all):   ${ratio(ratios['xlsxCpuToInflate'])}`,
    `XLSX, CPU to SheetJS (the worst of all):                   ${ratio(ratios['xlsxCpuToSheetJs'])}`,
    `CSV, CPU to Papa Parse as a stream:                        ${ratio(ratios['csvCpuToPapaparse'])}`,
    ...(memoryGrowth
      ? [
          `${memoryGrowth.case}, memory of ${memoryGrowth.toRows.toLocaleString('en')} rows to ${memoryGrowth.fromRows.toLocaleString('en')}: ${ratio(memoryGrowth.ratio)}`,
        ]
      : []),
    ...smallHeap.map(
      (one) =>
        `${one.case}, ${one.rows.toLocaleString('en')} rows in a heap of ${one.heapMb} MB: ${
          one.finished
            ? `finished, ${one.cpuSeconds?.toFixed(2)} s CPU, ${Math.round(one.peakRssMb ?? 0)} MB`
            : one.failure
        }`,
    ),
  ].join('\n')
}

const HEADER = ['', 'time', 'CPU', 'memory', 'CPU to ours', 'wrong cells']

function caseTable(one: MeasuredCase): string {
  const title = `${one.case}: ${one.rows.toLocaleString('en')} rows x ${one.columns} columns, ${(one.bytes / 1e6).toFixed(1)} MB, written by ${one.writtenBy}`
  const lines = [HEADER, ...one.readings.map((reading) => lineOf(one, reading))]
  const failures = one.failures.map(({ reader, failure }) => `  ${reader}: ${failure}`)
  const notes = one.readings.flatMap(({ reader, example }) =>
    example === undefined ? [] : [`  ${reader}: ${example}`],
  )
  return [title, aligned(lines), ...failures, ...notes].join('\n')
}

function lineOf(one: MeasuredCase, reading: Reading): string[] {
  const { reader, seconds, cpuSeconds, peakRssMb, isFloor, wrong } = reading
  const ratio = cpuRatio(one, reader, 'muster')
  return [
    `  ${isFloor ? `(${reader})` : reader}`,
    `${seconds.toFixed(2)} s`,
    `${cpuSeconds.toFixed(2)} s`,
    `${Math.round(peakRssMb)} MB`,
    ratio === null ? '' : `${ratio.toFixed(2)}x`,
    wrong === undefined ? '' : wrong.toLocaleString('en'),
  ]
}

/** The first column to the left, all others to the right. */
function aligned(lines: readonly (readonly string[])[]): string {
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => stringWidth(line[column] ?? ''))))
  const cell = (text: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - stringWidth(text))
    return column === 0 ? text + space : space + text
  }
  return lines.map((line) => line.map(cell).join('   ').trimEnd()).join('\n')
}
