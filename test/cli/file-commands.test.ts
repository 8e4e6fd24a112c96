import { describe, expect, it, jest } from '@jest/globals'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Each test starts Node processes, several at once on a machine that may be busy.
jest.setTimeout(60_000)

function muster(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { MUSTER_TOKEN: _, MUSTER_URL: __, ...env } = process.env
  return new Promise((resolve) => {
    execFile(process.execPath, ['cli/muster.js', ...args], { maxBuffer: 1e8, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

/** Format, data rows, columns and header as samples/README.md says. */
const SAMPLES = [
  ['customers.xlsx', 'xlsx', 400, 16, 1],
  ['customers.ods', 'ods', 400, 16, 1],
  ['customers.xls', 'xls', 400, 16, 1],
  ['customers-utf8.csv', 'csv', 400, 16, 1],
  ['customers-windows-1252.csv', 'csv', 400, 16, 1],
  ['customers-utf16.txt', 'csv', 400, 16, 1],
  ['messy.xlsx', 'xlsx', 121, 16, 4],
  ['appointments.xlsx', 'xlsx', 80, 7, 1],
  ['tasks.ods', 'ods', 60, 6, 1],
  ['reports.xlsx', 'xlsx', 90, 8, 1],
  ['two-sheets.xlsx', 'xlsx', 50, 16, 1],
  ['users.csv', 'csv', 9, 6, 1],
] as const

describe('muster inspect and muster rows', () => {
  it.each(SAMPLES)('say what is in %s', async (file, format, rows, columns, headerRow) => {
    const [inspected, printed] = await Promise.all([
      muster('inspect', `samples/${file}`, '--json'),
      muster('rows', `samples/${file}`),
    ])
    expect([inspected.code, inspected.stderr, printed.code, printed.stderr]).toEqual([0, '', 0, ''])
    const found = JSON.parse(inspected.stdout)
    expect(found).toMatchObject({ format, rows, headerRow })
    expect(found.columns).toHaveLength(columns)
    const lines = printed.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(rows + 1)
    expect(lines[0].slice(0, 1)).toEqual([found.columns[0].name])
  })

  it('print every row as wide as the header, whether or not the file stores its last empty cells', async () => {
    const outputs = await Promise.all(
      ['customers.xlsx', 'customers-utf8.csv'].map((file) => muster('rows', `samples/${file}`)),
    )
    for (const { stdout } of outputs) {
      const widths = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).length)
      expect(new Set(widths)).toEqual(new Set([16]))
    }
  })

  it('print every format of the same data with the same texts', async () => {
    const outputs = await Promise.all(
      ['customers.ods', 'customers.xls', 'customers.xlsx'].map((file) => muster('rows', `samples/${file}`)),
    )
    const [ods, xls, xlsx] = outputs.map(({ stdout }) =>
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).slice(0, 8)),
    )
    expect(ods).toEqual(xlsx)
    expect(xls).toEqual(xlsx)
  })

  it.each([
    ['customers.xlsx', [], 'customers', { Firma: 'name', PLZ: 'zip' }],
    ['tasks.ods', [], 'tasks', { Betreff: 'subject' }],
    ['customers.xlsx', ['--type', 'tasks'], 'tasks', { Notiz: 'note' }],
    ['users.csv', [], undefined, { groups: undefined }],
  ])('say which field each column of %s %j seems to be', async (file, options, type, expected) => {
    const { stdout } = await muster('inspect', `samples/${file}`, ...options, '--json')
    const found: { recordType?: string; columns: { name: string; suggestedField?: string }[] } = JSON.parse(stdout)
    expect(found.recordType).toBe(type)
    expect(Object.fromEntries(found.columns.map(({ name, suggestedField }) => [name, suggestedField]))).toMatchObject(
      expected,
    )
  })

  it('print a chosen sheet', async () => {
    const { sheets } = JSON.parse((await muster('inspect', 'samples/two-sheets.xlsx', '--json')).stdout)
    const second = sheets[1].name
    const { stdout } = await muster('rows', 'samples/two-sheets.xlsx', '--sheet', second)
    expect(stdout.trimEnd().split('\n')).toHaveLength(sheets[1].rows)
  })

  it('show people a table with the evidence', async () => {
    const { stdout } = await muster('inspect', 'samples/messy.xlsx')
    expect(stdout).toContain('header in row 4')
    expect(stdout).toMatch(/^Mitarbeiter +email/m)
    expect(stdout).toContain('day first in "letzter Besuch", because row 52 says 23.4.26')
    expect(stdout).toContain('Leading zeros may be lost. (lost-zeros)')
    expect(stdout).toContain('Row 128 looks like a total: it says "Summe". (total-line)')
  })

  it('end quietly when the reader has seen enough', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-rows-'))
    try {
      const file = join(folder, 'long.csv')
      await writeFile(file, `name;city\n${'Café Müller;Wien\n'.repeat(200_000)}`)
      const child = spawn(process.execPath, ['cli/muster.js', 'rows', file], { stdio: ['ignore', 'pipe', 'pipe'] })
      const errors: Buffer[] = []
      child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
      await once(child.stdout, 'data')
      child.stdout.destroy()
      expect(await once(child, 'exit')).toEqual([0, null])
      expect(Buffer.concat(errors).toString()).toBe('')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('how commands end', () => {
  it('2 with the problem on stdout for --json', async () => {
    const { code, stdout } = await muster('import', 'samples/customers.xlsx', '--json')
    expect([code, JSON.parse(stdout).problem.code]).toEqual([2, 'usage'])
  })

  it('5 for an empty file, before anything is sent to the server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-'))
    try {
      const file = join(folder, 'empty.csv')
      await writeFile(file, '')
      const { code, stderr } = await muster('import', file, '--type', 'customers', '--token', 'x')
      expect([code, stderr]).toEqual([5, expect.stringContaining('The file is empty.')])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it.each(['', 'name;city\n'])('5 for a file without rows, with nothing on stdout: %j', async (content) => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-'))
    try {
      const file = join(folder, 'none.csv')
      await writeFile(file, content)
      const { code, stdout, stderr } = await muster('rows', file)
      expect([code, stdout]).toEqual([5, ''])
      expect(stderr).toMatch(/empty|no rows/)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('5 for a folder', async () => {
    expect(await muster('rows', 'samples')).toEqual({ code: 5, stdout: '', stderr: expect.stringContaining('folder') })
  })

  it('5 for a file that cannot be read, with the problem on stdout for --json', async () => {
    const { code, stdout, stderr } = await muster('inspect', 'samples/none.xlsx', '--json')
    expect(code).toBe(5)
    expect(JSON.parse(stdout)).toMatchObject({ problem: { code: 'unreadable-file' } })
    expect(stderr).toContain('none.xlsx')
  })

  it.each([
    [['import', 'x.xlsx']],
    [['nonsense']],
    [[]],
    [['import', 'x.xlsx', '--type', 'cars']],
    [['users', 'list']],
    [['inspect', 'x', '--header-row', '0']],
  ])('2 for wrong usage: %j', async (args) => {
    expect((await muster(...args)).code).toBe(2)
  })

  it('1 when nothing answers, without showing the token', async () => {
    const { code, stdout, stderr } = await muster(
      'users',
      'list',
      '--token',
      'very-secret',
      '--url',
      'http://127.0.0.1:1',
      '--json',
    )
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ problem: { code: 'unreachable' } })
    expect(stdout + stderr).not.toContain('very-secret')
  })

  it('0 for help', async () => {
    const { code, stdout } = await muster('imports', 'decide', '--help')
    expect(code).toBe(0)
    expect(stdout).toContain('--approval')
    expect(stdout).toContain('MUSTER_URL')
  })
})
