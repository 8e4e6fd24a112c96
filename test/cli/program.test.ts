import { describe, expect, it } from '@jest/globals'
import type { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { program } from '../../cli/program.ts'

interface Listed {
  readonly path: string
  readonly command: Command
}

/** Every command that does something, by its full name. */
function listed(parent: Command, before: string): Listed[] {
  return parent.commands.flatMap((command) => {
    const path = `${before} ${command.name()}`
    return command.commands.length > 0 ? listed(command, path) : [{ path, command }]
  })
}

const COMMANDS = listed(program(), 'muster')

function helpOf(command: Command): string {
  let text = ''
  command.configureOutput({ writeOut: (part) => (text += part) })
  command.outputHelp()
  return text
}

describe('the commands', () => {
  it('are those of the contract', () => {
    const names = COMMANDS.map(({ path }) => path)
    const imports = [
      'list',
      'show',
      'decide',
      'cancel',
      'resume',
      'rejected-rows',
      'summary',
      'preview',
      'configuration',
    ]
    expect(names).toEqual(
      expect.arrayContaining([
        ...['inspect', 'rows', 'split', 'import', 'restore', 'token'].map((name) => `muster ${name}`),
        ...imports.map((name) => `muster imports ${name}`),
        ...['list', 'import'].map((name) => `muster users ${name}`),
        ...['list', 'get', 'put', 'delete'].map((name) => `muster records ${name}`),
        ...['list', 'create'].map((name) => `muster restore-points ${name}`),
        ...['list', 'put', 'add'].map((name) => `muster fields ${name}`),
        ...['show', 'set'].map((name) => `muster company ${name}`),
        ...['list', 'get', 'put', 'delete', 'schema'].map((name) => `muster configs ${name}`),
      ]),
    )
  })

  it.each(COMMANDS)('$path explains itself, every option and an example', ({ path, command }) => {
    expect(command.description()).not.toBe('')
    for (const option of command.options)
      expect({ option: option.flags, help: option.description }).not.toMatchObject({ help: '' })
    const example = path === 'muster token' ? '$(muster token' : `$ ${path}`
    expect(helpOf(command)).toContain(example)
  })

  it.each(COMMANDS)('$path is in docs/cli.md with its options', async ({ path, command }) => {
    const documentation = await readFile('docs/cli.md', 'utf8')
    expect(documentation).toContain(path)
    for (const { long } of command.options) expect(documentation).toContain(long)
  })
})
