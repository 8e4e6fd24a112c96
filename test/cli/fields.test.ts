import { describe, expect, it } from '@jest/globals'
import { Command } from 'commander'
import { addFieldsCommands, fieldOf, readFieldsDocument } from '../../cli/commands/fields.ts'
import { customFieldsChange } from '../../lib/contracts/custom-fields.ts'

describe('muster fields put', () => {
  it('takes what muster fields list prints, and what is shorter', () => {
    const full = {
      revision: 3,
      fields: [
        {
          name: 'custom.colour',
          type: 'selection',
          label: { en: 'Colour', de: 'Farbe' },
          group: { en: 'Sales', de: 'Vertrieb' },
          required: true,
          options: [{ key: 'r', label: { en: 'Red', de: 'Rot' } }],
        },
      ],
    }
    expect(readFieldsDocument('f.json', JSON.stringify(full))).toEqual(full)
    const short = { fields: [{ type: 'files', label: ' Contracts ' }] }
    expect(readFieldsDocument('f.json', JSON.stringify(short))).toEqual({
      fields: [{ type: 'files', label: { en: 'Contracts', de: 'Contracts' } }],
    })
  })

  it('names every place that is wrong in the document before it is sent', () => {
    const wrong = {
      fields: [
        { type: 'colour', label: 'A' },
        { type: 'text', label: '' },
        { type: 'text', lable: 'x' },
      ],
    }
    expect(() => readFieldsDocument('f.json', JSON.stringify(wrong))).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        places: expect.arrayContaining([
          expect.objectContaining({ pointer: '/fields/0/type' }),
          expect.objectContaining({ pointer: '/fields/1/label' }),
        ]),
      }),
    )
    expect(() => readFieldsDocument('f.json', '{')).toThrow(/"f.json" is not a JSON document/)
  })
})

describe('muster fields add', () => {
  /** What the command would send for these arguments, as the server reads it. */
  function added(...args: string[]) {
    const program = new Command()
    addFieldsCommands(program)
    const add = program.commands[0]?.commands.find((command) => command.name() === 'add')
    if (add === undefined) throw new Error('There is no such command')
    add.exitOverride().configureOutput({ writeErr: () => undefined })
    add.parseOptions(['--type', 'tasks', ...args])
    return customFieldsChange.parse({ fields: [fieldOf(add.opts())] }).fields[0]
  }

  it('makes a field of its options', () => {
    expect(added('--label', 'Shelf metres', '--field-type', 'number', '--min', '0', '--max', '2.5')).toEqual({
      type: 'number',
      label: { en: 'Shelf metres', de: 'Shelf metres' },
      min: 0,
      max: 2.5,
    })
    const selection = ['--label', 'Colour', '--label-de', 'Farbe', '--field-type', 'selection']
    const more = ['--choice', 'r=Red', '--choice', 'Dark blue', '--required', '--group', 'Looks', '--help-text', 'Pick']
    expect(added(...selection, ...more, '--name', 'custom.c')).toEqual({
      name: 'custom.c',
      type: 'selection',
      label: { en: 'Colour', de: 'Farbe' },
      group: { en: 'Looks', de: 'Looks' },
      help: { en: 'Pick', de: 'Pick' },
      required: true,
      options: [{ key: 'r', label: { en: 'Red', de: 'Red' } }, { label: { en: 'Dark blue', de: 'Dark blue' } }],
    })
  })

  it('refuses what is no number and no type', () => {
    expect(() => added('--label', 'A', '--field-type', 'integer', '--min', 'few')).toThrow('Give a number')
    expect(() => added('--label', 'A', '--field-type', 'colour')).toThrow('Allowed choices')
  })
})
