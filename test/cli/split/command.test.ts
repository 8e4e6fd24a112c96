import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { inspect } from '../../../lib/readers/inspect.ts'
import { openWorkbook } from '../../../lib/readers/open.ts'

// Each test starts Node processes on a machine that may be busy.
jest.setTimeout(60_000)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-split-'))
})
afterAll(() => rm(folder, { recursive: true }))

function muster(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { MUSTER_TOKEN: _, MUSTER_URL: __, ...env } = process.env
  return new Promise((resolve) => {
    execFile(process.execPath, ['cli/muster.js', ...args], { maxBuffer: 1e8, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

interface Line {
  readonly file: string
  readonly users: number
  readonly rows: number
  readonly rowsWithoutUser: number
}

/** The header and the data rows of a file, each as text, without empty cells at the end. */
async function linesOf(file: string): Promise<string[]> {
  const workbook = await openWorkbook(await readFile(file))
  const { sheet, headerRow } = await inspect(workbook)
  const rows = await Array.fromAsync(workbook.rows(sheet))
  return rows
    .filter(({ row }) => row >= headerRow)
    .map(({ cells }) => JSON.stringify(cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1)))
}

describe('muster split', () => {
  it.each([
    ['customers.xlsx', 'Betreuer E-Mail', 'xlsx'],
    ['customers.xls', 'Betreuer E-Mail', 'xlsx'],
    ['tasks.ods', 'Personalnummer', 'xlsx'],
    ['customers-windows-1252.csv', 'Betreuer E-Mail', 'csv'],
    ['customers-utf16.txt', 'Betreuer E-Mail', 'csv'],
    ['messy.xlsx', 'Mitarbeiter', 'xlsx'],
  ])('%s into parts whose rows, and what is said of them, are those of the file', async (name, column, extension) => {
    const file = `samples/${name}`
    const out = join(folder, name)
    const [split, whole] = await Promise.all([
      muster('split', file, '--out', out, '--assign-column', column, '--max-users', '3', '--json'),
      linesOf(file),
    ])
    expect([split.code, split.stderr]).toEqual([0, ''])
    const { parts, rows }: { parts: Line[]; rows: number } = JSON.parse(split.stdout)
    expect((await readdir(out)).map((part) => join(out, part))).toEqual(parts.map((part) => part.file))
    expect(parts.length).toBeGreaterThan(1)
    const read = await Promise.all(parts.map((part) => linesOf(part.file)))
    for (const [at, lines] of read.entries()) {
      expect(parts[at]?.file).toMatch(new RegExp(` - part ${at + 1} of ${parts.length}\\.${extension}$`))
      expect(parts[at]?.users).toBeLessThanOrEqual(3)
      expect(lines[0]).toBe(whole[0])
      expect(lines.length - 1).toBe(parts[at]?.rows)
    }
    expect(read.flatMap(([, ...lines]) => lines).sort()).toEqual(whole.slice(1).sort())
    expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(rows)
  })

  it('says what went where, and where rows without a user are', async () => {
    const out = join(folder, 'table')
    const args = ['split', 'samples/messy.xlsx', '--out', out, '--assign-column', 'Mitarbeiter', '--max-rows', '50']
    const { stdout } = await muster(...args)
    expect(stdout).toMatch(/header in row 4: 121 rows of \d+ users/)
    expect(stdout).toMatch(/3 rows belong to no user, the first is row \d+\. They are in part /)
    expect(stdout).toMatch(/ all +\d+ +121\n/)
    const again = await muster(...args)
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--force')])
    expect((await muster(...args, '--force')).code).toBe(0)
  })

  it.each([
    [2, /--assign-column/, []],
    [2, /no column "Rep"/, ['--assign-column', 'Rep']],
    [2, /--upload/, ['--assign-column', 'Betreuer E-Mail', '--mode', 'create']],
    [2, /--force/, ['--config', 'x', '--upload', '--type', 'tasks', '--token', 'x', '--from-part', '2', '--force']],
    [2, /--type/, ['--assign-column', 'Betreuer E-Mail', '--upload', '--token', 'x']],
    [3, /"anna[^"]*"|users have more rows/, ['--assign-column', 'Betreuer E-Mail', '--max-rows', '10']],
  ])('ends with %i and says %s for %j', async (code, text, options) => {
    const ended = await muster('split', 'samples/customers.xlsx', '--out', join(folder, 'never'), ...options)
    expect(ended.stderr).toMatch(text)
    expect(ended.code).toBe(code)
    await expect(readdir(join(folder, 'never'))).rejects.toThrow('ENOENT')
  })

  it('ends with 3 for data on several sheets, and splits the one that is named', async () => {
    const args = [
      'split',
      'samples/two-sheets.xlsx',
      '--out',
      join(folder, 'two'),
      '--assign-column',
      'Betreuer E-Mail',
    ]
    expect((await muster(...args)).code).toBe(3)
    expect((await muster(...args, '--sheet', 'Nord')).code).toBe(0)
  })
})
