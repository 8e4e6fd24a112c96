import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Reading } from '../../bench/read/measuring.ts'
import type { ReadResult } from '../../bench/read/result.ts'
import { runTool } from '../architecture/repository.ts'

const bench = (...args: string[]) => runTool('bench/main.ts', ...args)

describe('npm run bench -- read --json', () => {
  let result: ReadResult
  beforeAll(() => {
    const { status, stdout, stderr } = bench(
      ...['read', '--json', '--rows', '200', '--runs', '1', '--case', 'xlsx-inline,csv'],
    )
    if (status !== 0) throw new Error(stderr)
    result = JSON.parse(stdout)
  }, 180_000)

  const readings = (name: string): readonly Reading[] =>
    result.cases.find((one) => one.case === name && one.rows === 200)!.readings

  it('prints the document of the contract', () => {
    expect(result).toMatchObject({ name: 'read', rows: 200, users: 100 })
    for (const key of ['seconds', 'cpuSeconds', 'peakRssMb'] as const) expect(result[key]).toBeGreaterThan(0)
    expect(Object.keys(result.ratios)).toEqual(['xlsxCpuToInflate', 'xlsxCpuToSheetJs', 'csvCpuToPapaparse'])
    for (const ratio of Object.values(result.ratios)) expect(ratio).toBeGreaterThan(0)
    for (const floor of Object.values(result.floors)) expect(floor).toEqual(expect.any(Number))
    expect(result.versions).toMatchObject({ node: process.versions.node, xlsx: '0.20.3' })
  })

  it('takes the ratios from the readings of the same file', () => {
    const cpu = (name: string, reader: string) =>
      readings(name).find((one) => one.reader === reader)?.cpuSeconds ?? Number.NaN
    expect(result.ratios['csvCpuToPapaparse']).toBeCloseTo(cpu('csv', 'muster') / cpu('csv', 'papaparse'), 2)
    expect(result.ratios['xlsxCpuToInflate']).toBeCloseTo(
      cpu('xlsx-inline', 'muster') / cpu('xlsx-inline', 'inflate'),
      2,
    )
  })

  it.each([
    ['xlsx-inline', ['muster', 'sheetjs', 'read-excel-file']],
    ['csv', ['muster', 'papaparse', 'csv-parse']],
  ])('holds every cell of %s against what was made', (name, readers) => {
    const read = readings(name).filter(({ reader }) => readers.includes(reader))
    expect(read.map(({ reader, rows, wrong }) => ({ reader, rows, wrong }))).toEqual(
      readers.map((reader) => ({ reader, rows: 201, wrong: 0 })),
    )
    expect(new Set(read.map(({ cells }) => cells)).size).toBe(1)
  })

  it('inflates the sheet as the floor, and reads in a small heap', () => {
    const floors = Object.fromEntries(readings('xlsx-inline').map(({ reader, bytes }) => [reader, bytes]))
    expect(floors['inflate']).toBeGreaterThan(3 * floors['read']!)
    expect(result.smallHeap).toHaveLength(2)
    for (const one of result.smallHeap) expect(one).toMatchObject({ heapMb: 192, finished: true })
  })
})

describe('npm run bench', () => {
  it.each([
    [['nonsense'], 'There is no benchmark "nonsense", only: read'],
    [[], 'There is: read'],
    [['read', '--rows', 'many'], '--rows takes whole numbers'],
    [['read', '--case', 'xlsx-shared,pdf'], 'There is no case "pdf", only: xlsx-shared'],
    [['read', '--reader', 'calamine'], 'There is no reader "calamine", only: sheetjs, exceljs'],
    [['read', '--nonsense'], '--nonsense'],
  ])('refuses %j', (args, text) => {
    const { status, stdout, stderr } = bench(...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(text)
  })
})
