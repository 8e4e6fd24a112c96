import { describe, expect, it } from '@jest/globals'
import { selectionAnswer, type SelectOptions } from '../../cli/import/selection.ts'
import type { Client } from '../../lib/contracts/client.ts'

const line = (userId: string, more: object = {}) => ({ userId, email: `${userId}@x.example`, rows: 1, ...more })
const sure = [{ email: 'bert@x.example', confidence: 'high', why: 'It differs by one letter.' }]
const found = {
  users: [line('anna', { notChosenBefore: true }), line('bert'), line('carl', { excluded: 'inactive' })],
  notFound: [
    { value: 'bret', rows: 1, firstRow: 2, suggestions: sure },
    { value: 'x', rows: 1, firstRow: 3, suggestions: [] },
  ],
}
const client = { listImportUsers: () => Promise.resolve(found) } as unknown as Client

async function answer(options: SelectOptions) {
  const told: string[] = []
  return { body: await selectionAnswer(client, 'i', options, (text) => told.push(text)), told }
}

describe('the answer to the question for the selection', () => {
  it('leaves out whoever was left out before, and says so', async () => {
    expect(await answer({})).toEqual({
      body: { exclude: ['anna'] },
      told: ['Left out as before: anna@x.example. Take them in with --all.'],
    })
  })

  it('is what was said, where something was', async () => {
    expect(await answer({ all: true })).toEqual({ body: { exclude: [] }, told: [] })
    expect(await answer({ exclude: ['bert@x.example'] })).toEqual({ body: { exclude: ['bert@x.example'] }, told: [] })
  })

  it('is first whom values mean', async () => {
    expect((await answer({ acceptSuggestions: true })).body).toEqual({
      corrections: [{ value: 'bret', email: 'bert@x.example' }],
    })
    const correct = [{ value: 'bret', email: 'carl@x.example' }]
    expect((await answer({ acceptSuggestions: true, correct })).body).toEqual({ corrections: correct })
    await expect(answer({ correct, all: true })).rejects.toThrow('First correct the values')
    await expect(answer({ correct, exclude: [] })).rejects.toThrow('First correct the values')
  })
})
