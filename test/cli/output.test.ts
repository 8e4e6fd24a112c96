import { describe, expect, it, jest } from '@jest/globals'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { EXIT, exitCodeOf, exitCodeOfError, UsageError } from '../../cli/exit-codes.ts'
import { rejectedText, summaryText, undoText } from '../../cli/import/texts.ts'
import { printSummary } from '../../cli/import/summary.ts'
import { describeError, placeText, plain, problemText, table } from '../../cli/output.ts'
import { backOff } from '../../cli/progress.ts'
import { expiryOf } from '../../cli/invocation.ts'
import { ApiProblem, type Client } from '../../lib/contracts/client.ts'
import { NO_TOTALS } from '../../lib/domain/outcomes.ts'
import { Problem } from '../../lib/domain/problems.ts'

describe('exit codes', () => {
  it.each([
    ['crm-managed', 3],
    ['import-not-permitted', 3],
    ['company-busy', 3],
    ['too-large', 3],
    ['several-sheets-with-data', 3],
    ['too-many-rows', 3],
    ['too-many-users', 3],
    ['no-user-found', 3],
    ['configuration-invalid', 3],
    ['unreadable-file', 5],
    ['encrypted-file', 5],
    ['no-rows', 5],
    ['not-found', 1],
    ['not-authenticated', 1],
    ['internal', 1],
    ['a code of a newer server', 1],
    ['toString', 1],
  ])('%s ends with %i', (code, exitCode) => expect(exitCodeOf(code)).toBe(exitCode))

  it('follow what was thrown', () => {
    expect(exitCodeOfError(new ApiProblem({ type: '', title: 'Busy', status: 409, code: 'company-busy' }))).toBe(
      EXIT.refused,
    )
    expect(exitCodeOfError(new Problem('encrypted-file', ''))).toBe(EXIT.unreadable)
    expect(exitCodeOfError(new UsageError(''))).toBe(EXIT.usage)
    expect(exitCodeOfError(new TypeError('a bug'))).toBe(EXIT.failed)
  })
})

describe('tables', () => {
  it('align text left, numbers right, and cut what is too long', () => {
    const text = table(
      [
        { title: 'Name', max: 8 },
        { title: 'Rows', right: true },
      ],
      [
        ['Müller', 7],
        ['Café Strauß & Co.', 1234],
      ],
    )
    expect(text).toBe(['Name      Rows', '────────  ────', 'Müller       7', 'Café St…  1234', ''].join('\n'))
  })

  it('keep every line to its width, whatever the values are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer())), (rows) => {
        const lines = table(
          [
            { title: 'A', max: 10 },
            { title: 'B', right: true },
          ],
          rows,
        ).split('\n')
        expect(lines).toHaveLength(rows.length + 3)
        const width = stringWidth(lines[1] ?? '')
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('let no value of a file steer the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plain(text)).not.toMatch(/\p{Cc}/u)
      }),
    )
    expect(plain('\u001b[31mred\u001b[0m\nnext')).toBe('red ⏎ next')
  })
})

describe('problems in words', () => {
  it('say what, where and what to do', () => {
    const problem = new Problem('several-sheets-with-data', 'Two sheets hold data.', {
      advice: 'Put it on one.\nThen upload it again.',
      places: [
        { sheet: 'Nord', row: 1 },
        { column: 'PLZ', value: '8001', message: 'lost a zero' },
      ],
    })
    expect(problemText(problem).split('\n')).toEqual([
      'Two sheets hold data. (several-sheets-with-data)',
      '  sheet "Nord", row 1',
      '  column "PLZ", value "8001": lost a zero',
      'Put it on one.',
      'Then upload it again.',
    ])
    expect(placeText({})).toBe('')
  })

  it('count the places beyond the first twenty', () => {
    const places = Array.from({ length: 25 }, (_, row) => ({ row }))
    expect(problemText({ code: 'x', message: 'y', places })).toContain('… and 5 more places')
  })

  it('give --json the code', () => {
    const error = new ApiProblem({
      type: '',
      title: 'Busy',
      detail: 'Anna imports.',
      status: 409,
      code: 'company-busy',
      advice: 'Wait.',
    })
    expect(describeError(error).document).toMatchObject({
      code: 'company-busy',
      message: 'Anna imports.',
      advice: 'Wait.',
    })
  })
})

describe('the summary', () => {
  const summary = {
    importId: 'i1',
    status: 'completed' as const,
    rows: 7,
    totals: { ...NO_TOTALS, created: 4, rejected: 1, unassigned: 2 },
    deleted: 3,
    related: 0,
    users: [
      {
        userId: 'u',
        email: 'b@x.example',
        rows: 5,
        totals: { ...NO_TOTALS, created: 4, rejected: 1 },
        deleted: 3,
        related: 0,
        movedAway: 0,
      },
    ],
    durations: { importing: 1.25 },
  }

  it('adds up to the rows of the file, those without a user included', () => {
    const lines = summaryText(summary)
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/))
    expect(lines).toContainEqual([
      'User',
      'Rows',
      'created',
      'updated',
      'unchanged',
      'rejected',
      'unassigned',
      'deleted',
    ])
    expect(lines).toContainEqual(['b@x.example', '5', '4', '0', '0', '1', '0', '3'])
    expect(lines).toContainEqual(['(no user)', '2', '0', '0', '0', '0', '2', '0'])
    expect(lines).toContainEqual(['all', '7', '4', '0', '0', '1', '2', '3'])
  })

  it('says how to get the rejected rows, only if there are any', () => {
    expect(rejectedText(summary)).toContain('muster imports rejected-rows i1')
    expect(rejectedText({ importId: 'i1', totals: { ...NO_TOTALS, conflict: 1 } })).toContain('1 in conflict')
    expect(rejectedText({ importId: 'i1', totals: { ...NO_TOTALS, created: 9, skipped: 3 } })).toBe('')
  })

  it('says how to take it back, if anything was written and is not taken back already', () => {
    const nothing = { importId: 'i1', totals: { ...NO_TOTALS, unchanged: 4, rejected: 2 }, deleted: 0, related: 0 }
    expect(undoText(nothing, {})).toBe('')
    for (const outcome of ['created', 'updated', 'restored', 'transferred'])
      expect(undoText({ ...nothing, totals: { ...NO_TOTALS, [outcome]: 1 } }, {})).toContain('muster imports undo i1')
    for (const beside of [{ deleted: 1 }, { related: 1 }])
      expect(undoText({ ...nothing, ...beside }, {})).toContain('muster imports undo i1')
    expect(undoText(summary, {})).toContain('muster imports undo i1')
    expect(undoText(summary, { undone: [{ restoreId: 'r', users: 1 }] })).toBe('')
  })

  it('says it only at a terminal, and never beside --json', async () => {
    const client = { getSummary: () => Promise.resolve(summary), getImport: () => Promise.resolve({}) }
    const said = async (json: boolean, interactive: boolean) => {
      let text = ''
      jest.spyOn(process.stdout, 'write').mockReturnValue(true)
      jest.spyOn(process.stderr, 'write').mockImplementation((part) => (text += String(part)) !== '')
      await printSummary({ client: client as unknown as Client, json, interactive }, 'i1')
      jest.restoreAllMocks()
      return text
    }
    expect(await said(false, true)).toContain('muster imports undo i1')
    expect(await said(true, true)).not.toContain('imports undo')
    expect(await said(false, false)).not.toContain('imports undo')
  })
})

describe('waiting', () => {
  it('grows from 0.2 to 2 seconds and begins anew when something happened', () => {
    const wait = backOff()
    const waits = Array.from({ length: 10 }, () => wait.next())
    expect(waits[0]).toBe(200)
    expect(waits.at(-1)).toBe(2000)
    wait.reset()
    expect(wait.next()).toBe(200)
  })

  it('knows when a token runs out', () => {
    const token = `h.${Buffer.from('{"exp": 1800000000}').toString('base64url')}.s`
    expect(expiryOf(token)).toBe(1_800_000_000_000)
    expect(expiryOf('opaque')).toBe(0)
  })
})
