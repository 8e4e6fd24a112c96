import { describe, expect, it } from '@jest/globals'
import { Readable } from 'node:stream'
import { newImportOf } from '../../cli/commands/import.ts'
import type { ImportState, ImportUsers, Preview, SettingsQuestion } from '../../cli/import/answers.ts'
import { decisionReader, lineAnswers, parseDecision } from '../../cli/import/lines.ts'
import { withOverrides } from '../../cli/import/settings.ts'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'

const CONFIGURATION: ImportConfiguration = {
  version: 1,
  recordType: 'customers',
  sheet: 'Kunden',
  headerRow: 1,
  mode: 'update',
  assignment: { by: 'email', column: 'Betreuer E-Mail' },
  mapping: [{ column: 'Firma', field: 'name', update: 'overwrite', empty: 'keep' }],
  notation: { decimal: ',', dateOrder: 'dmy' },
}

describe('a decision on stdin', () => {
  it.each([
    ['import', { action: 'import' }],
    ['  Import-All \r', { action: 'import-all' }],
    ['SKIP', { action: 'skip' }],
    ['back', { action: 'back' }],
    ['back  other settings.json', { action: 'back', configurationFile: 'other settings.json' }],
    ['cancel', { action: 'cancel' }],
  ])('%j', (line, decision) => expect(parseDecision(line)).toEqual(decision))

  it.each(['', '   ', '# later'])('%j is none', (line) => expect(parseDecision(line)).toBeUndefined())

  it.each(['yes', 'importall', 'import all', 'skip b@x.example'])('%j is refused, never guessed', (line) => {
    expect(() => parseDecision(line)).toThrow(/is no decision/)
  })

  it('is read one at a time, and ends with stdin', async () => {
    const reader = decisionReader(Readable.from(['# first\nimp', 'ort\n\nskip\n']))
    expect([await reader.next(), await reader.next(), await reader.next()]).toEqual([
      { action: 'import' },
      { action: 'skip' },
      undefined,
    ])
  })
})

describe('the request that starts an import', () => {
  it('leaves nothing to wait for when all users are imported by the suggestion', () => {
    const request = newImportOf(
      'a.xlsx',
      { type: 'customers', decide: 'import-all', exclude: ['b@x.example'], assign: 'email' },
      undefined,
      true,
    )
    expect(request).toEqual({
      recordType: 'customers',
      fileName: 'a.xlsx',
      selection: 'all',
      exclude: ['b@x.example'],
      decide: 'import-all',
      suggested: { assign: 'email' },
    })
  })

  it('asks for the selection only where somebody can answer', () => {
    const options = { type: 'customers', decide: 'ask' } as const
    expect(newImportOf('a.xlsx', options, undefined, true).selection).toBe('ask')
    expect(newImportOf('a.xlsx', options, undefined, false).selection).toBe('all')
  })

  it('gives the configuration with what the command line says instead of the suggestion', () => {
    const request = newImportOf(
      'a.xlsx',
      { type: 'customers', decide: 'ask', mode: 'create', assignColumn: 'Mail' },
      { configuration: CONFIGURATION, id: 'saved' },
      false,
    )
    expect(request.configuration).toEqual({
      ...CONFIGURATION,
      mode: 'create',
      assignment: { by: 'email', column: 'Mail' },
    })
    expect(request.suggested).toBeUndefined()
  })

  it('carries corrections along, in the configuration or beside the suggestion', () => {
    const correct = [{ value: '107', email: 'b@x.example' }]
    const options = { type: 'customers', decide: 'ask', correct } as const
    expect(newImportOf('a.xlsx', options, undefined, false).suggested).toEqual({ corrections: correct })
    const before = { value: '108', email: 'c@x.example' }
    const assignment = { ...CONFIGURATION.assignment, corrections: [before] }
    const request = newImportOf('a.xlsx', options, { configuration: { ...CONFIGURATION, assignment } }, false)
    expect(request.configuration?.assignment).toEqual({ ...assignment, corrections: [before, ...correct] })
  })

  it('asks for the selection where suggestions are to be accepted: only then they are known', () => {
    const options = { type: 'customers', decide: 'import-all', acceptSuggestions: true } as const
    expect(newImportOf('a.xlsx', options, undefined, false).selection).toBe('ask')
  })

  it('names a saved configuration, unless the command line says something else than it does', () => {
    const saved = { configuration: CONFIGURATION, id: 'saved' }
    const options = { type: 'customers', decide: 'ask' } as const
    const asSaved = newImportOf('a.xlsx', { ...options, mode: CONFIGURATION.mode }, saved, false)
    expect([asSaved.configurationId, asSaved.configuration]).toEqual(['saved', undefined])
    const other = newImportOf('a.xlsx', { ...options, mode: 'create' }, saved, false)
    expect([other.configurationId, other.configuration?.mode]).toEqual([undefined, 'create'])
  })

  it('refuses a configuration for another record type', () => {
    expect(() =>
      newImportOf('a.xlsx', { type: 'tasks', decide: 'ask' }, { configuration: CONFIGURATION }, false),
    ).toThrow(/is for customers/)
  })
})

describe('settings from the command line', () => {
  it('need both parts of the assignment before they make one', () => {
    expect(withOverrides({}, { assign: 'email' })).toEqual({})
    expect(withOverrides({}, { assign: 'email', assignColumn: 'Mail' })).toEqual({
      assignment: { by: 'email', column: 'Mail' },
    })
  })
})

describe('answers without a terminal', () => {
  const { assignment: _, ...incomplete } = CONFIGURATION
  const state = {
    id: 'i1',
    recordType: 'customers',
    fileName: 'a.xlsx',
    round: 1,
    inspection: { columns: [{ name: 'Firma' }, { name: 'Mail' }] },
    suggestion: { configuration: incomplete, complete: false, problems: [], reasons: [] },
  } as unknown as ImportState
  const question: SettingsQuestion = {
    state,
    draft: incomplete,
    problems: [{ pointer: '/assignment', message: 'No column names users.' }],
    refused: 0,
  }
  const preview = {
    email: 'b@x.example',
    name: 'B',
    rows: 1,
    counts: { created: 1, updated: 0, unchanged: 0, restored: 0, transferred: 0, rejected: 0, deleted: 0, related: 0 },
    guard: [],
    entries: [],
  } as unknown as Preview
  const nothing = (): Readable => Readable.from([])

  it('say what the file lacks, its columns and how to give it', async () => {
    await expect(lineAnswers(nothing, {}).settings(question)).rejects.toMatchObject({
      code: 'configuration-invalid',
      places: [{ pointer: '/assignment', message: 'No column names users.' }],
      advice: expect.stringMatching(/Firma, Mail[^]*--assign-column[^]*--config/),
    })
  })

  it('complete the suggestion by what the command line says', async () => {
    const answers = lineAnswers(nothing, { assign: 'employee-number', assignColumn: 'Nr' })
    expect(await answers.settings(question)).toEqual({
      ...CONFIGURATION,
      assignment: { by: 'employee-number', column: 'Nr' },
    })
  })

  it('do not send refused settings again', async () => {
    const complete = { ...question, draft: CONFIGURATION, refused: 1 }
    await expect(lineAnswers(nothing, {}).settings(complete)).rejects.toMatchObject({ code: 'configuration-invalid' })
  })

  it('stop at a configuration whose columns are gone, and take another one', async () => {
    const repaired = { ...CONFIGURATION, mapping: [{ ...CONFIGURATION.mapping[0]!, column: 'Name' }] }
    const drift = {
      changes: [],
      gone: [{ column: 'Firma', fields: ['name'] }],
      added: ['Name'],
      repaired,
      problems: [],
    }
    const drifted = { ...question, state: { ...state, configuration: CONFIGURATION, drift } as unknown as ImportState }
    const answers = (read: ImportConfiguration) =>
      lineAnswers(nothing, { configurationFile: 'erp', read: () => Promise.resolve(read) })
    await expect(answers(CONFIGURATION).settings(drifted)).rejects.toMatchObject({
      code: 'configuration-invalid',
      places: expect.arrayContaining([{ message: 'The file has no column "Firma" (name).' }]),
      advice: expect.stringContaining(JSON.stringify(repaired)),
    })
    expect(await answers(repaired).settings(drifted)).toEqual(repaired)
  })

  it('go on with the same settings after back', async () => {
    const again = { ...question, state: { ...state, round: 2 }, draft: CONFIGURATION, problems: [] }
    expect(await lineAnswers(nothing, {}).settings(again)).toEqual(CONFIGURATION)
  })

  const suggestion = (email: string, confidence: 'high' | 'medium') => ({
    userId: email,
    email,
    name: '',
    reason: { code: 'misspelt-email' as const, message: 'differs.' },
    confidence,
  })
  const users: ImportUsers = {
    users: [],
    notFound: [
      { value: 'b', rows: 1, firstRow: 2, suggestions: [suggestion('b@x.example', 'high')] },
      { value: 'c', rows: 1, firstRow: 3, suggestions: [suggestion('c@x.example', 'medium')] },
      { value: 'd', rows: 1, firstRow: 4, suggestions: [] },
    ],
    notFoundValues: 3,
    empty: { rows: 0 },
    usersWithoutRows: [],
    sharedKeys: { count: 0, first: [] },
  }

  it('accept what is sure, once, and only if they are told to', async () => {
    expect(await lineAnswers(nothing, {}).selection(state, users)).toBe('go-on')
    const answers = lineAnswers(nothing, { acceptSuggestions: true })
    expect(await answers.selection(state, users)).toEqual([{ value: 'b', email: 'b@x.example' }])
    expect(await answers.selection(state, users)).toBe('go-on')
  })

  it('take decisions in order and leave the import open at the end of stdin', async () => {
    const answers = lineAnswers(() => Readable.from(['skip\nimport-all\n']), {})
    expect([await answers.decision(state, preview), await answers.decision(state, preview)]).toEqual([
      'skip',
      'import-all',
    ])
    await expect(answers.decision(state, preview)).rejects.toMatchObject({
      name: 'LeftOpen',
      advice: expect.stringContaining('muster imports show i1'),
    })
  })
})
