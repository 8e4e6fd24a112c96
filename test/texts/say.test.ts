import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Kind } from '../../lib/sentences/catalogue.ts'
import { GERMAN } from '../../lib/sentences/german.ts'
import { GERMAN_MANNERS, germanLabels, loadSayer, sayEnglish, withoutCommands } from '../../lib/sentences/languages.ts'
import { createPattern, type Pattern } from '../../lib/sentences/pattern.ts'
import { createTranslator } from '../../lib/sentences/say.ts'

const say = await loadSayer('de')

describe('a sentence of the server in German', () => {
  it('keeps what varies', () => {
    expect(say('No user has the employee number "00107".')).toBe('Kein Benutzer hat die Personalnummer „00107“.')
  })

  it('is English where no entry fits, and always in English', () => {
    expect(say('Nobody ever said this.')).toBe('Nobody ever said this.')
    expect(sayEnglish('It was chosen.')).toBe('It was chosen.')
  })

  it('has times as people write them in English too, but leaves values as they are', () => {
    const said = sayEnglish('Anna decided otherwise (skip) at 2026-03-04T12:05:00.000Z.')
    expect(said).toMatch(/^Anna decided otherwise \(skip\) at [345] Mar 2026, \d\d:\d\d\.$/)
    expect(sayEnglish('"2026-01-02" was mapped so in the import of 2026-03-04.')).toBe(
      '"2026-01-02" was mapped so in the import of 4 Mar 2026.',
    )
    expect(sayEnglish('"2026-03-04T12:05:00Z" is no date.')).toBe('"2026-03-04T12:05:00Z" is no date.')
  })

  it('loses the commands that the pages have buttons for, and nothing else', () => {
    expect(withoutCommands('Resume it: it goes on where it stopped (muster imports resume 01M8).')).toBe(
      'Resume it: it goes on where it stopped.',
    )
    expect(withoutCommands('Read them again (GET /record-types, muster fields list) and repeat the change.')).toBe(
      'Read them again and repeat the change.',
    )
    expect(withoutCommands('The column "Ort (Stadt)" is mapped twice (column 3).')).toBe(
      'The column "Ort (Stadt)" is mapped twice (column 3).',
    )
  })

  it('may be several sentences, one after another', () => {
    expect(say('No column is mapped to a field. The file has no sheet "A. B. C".')).toBe(
      'Keine Spalte ist einem Feld zugeordnet. Die Datei hat kein Tabellenblatt „A. B. C“.',
    )
  })

  it('is English as a whole if one of several is unknown', () => {
    const sentence = 'No column is mapped to a field. Nobody ever said this.'
    expect(say(sentence)).toBe(sentence)
  })

  it('translates sentences within sentences', () => {
    expect(say('The file is a picture (PNG), not a spreadsheet.')).toBe('Die Datei ist ein Bild (PNG), keine Tabelle.')
    expect(say('row 3 says 1,5 in "A"; but row 9 says 1.5 in "B"')).toBe(
      'in Zeile 3 steht 1,5 in „A“; aber in Zeile 9 steht 1.5 in „B“',
    )
    expect(
      say('row 3 says 31.04.2026 (a day that does not exist); but month first in one row: row 9 says 4/13/26'),
    ).toBe(
      'in Zeile 3 steht 31.04.2026 (ein Tag, den es nicht gibt); aber Monat zuerst in einer Zeile: in Zeile 9 steht 4/13/26',
    )
  })

  it('writes numbers, days and lists as German does', () => {
    expect(say('Row 7 has more than 16,777,216 characters.')).toBe('Zeile 7 hat mehr als 16.777.216 Zeichen.')
    expect(
      say('1,234 of 12,345 records (9.9%) would be changed; above 90% an import of all users stops and asks.'),
    ).toBe(
      '1.234 von 12.345 Datensätzen (9,9 %) würden geändert; über 90 % hält der Import aller Benutzer an und fragt.',
    )
    expect(say('"PLZ" was mapped so in the import of 2026-11-03.')).toBe(
      '„PLZ“ war im Import vom 03.11.2026 so zugeordnet.',
    )
    expect(say('Data is on 3 worksheets: "A", "B" and "C"; only "A" is read.')).toBe(
      'Daten stehen auf 3 Tabellenblättern: „A“, „B“ und „C“; nur „A“ wird gelesen.',
    )
    expect(say('6 columns ("A", "B", …) are hidden; what is hidden is read too.')).toBe(
      '6 Spalten („A“, „B“, …) sind ausgeblendet; auch Ausgeblendetes wird gelesen.',
    )
    expect(say('may mean anna@example.com or eva@example.com')).toBe(
      'meint vielleicht anna@example.com oder eva@example.com',
    )
    expect(
      say('a user outside your groups, eva@example.com have this customer; which one is meant cannot be said.'),
    ).toBe(
      'Diesen Kunden haben ein Benutzer außerhalb Ihrer Gruppen, eva@example.com; welcher gemeint ist, lässt sich nicht sagen.',
    )
  })

  it('calls fields by their German labels, where these are given', () => {
    const labels = germanLabels([
      {
        name: 'customers',
        label: { en: 'Customers', de: 'Kunden' },
        fields: [
          { name: 'zip', label: { en: 'ZIP', de: 'PLZ' }, help: { en: 'Up to 20 signs.', de: 'Bis zu 20 Zeichen.' } },
          { name: 'kind', label: { en: 'Kind', de: 'Art' }, options: [{ key: 'a', label: { en: 'Good', de: 'Gut' } }] },
        ],
      },
    ])
    expect(say('ZIP is required.', labels)).toBe('„PLZ“ ist erforderlich.')
    expect(say('ZIP is required.')).toBe('„ZIP“ ist erforderlich.')
    expect(say('Customers have no such field.', labels)).toBe('Kunden haben kein solches Feld.')
    expect(say('"x" is not allowed in ZIP. Up to 20 signs.', labels)).toBe(
      '„x“ ist in „PLZ“ nicht erlaubt. Bis zu 20 Zeichen.',
    )
    expect(say('The file has no column "Plz" (zip, kind).', labels)).toBe(
      'Die Datei hat keine Spalte „Plz“ (PLZ, Art).',
    )
    expect(say('"z" is none of the values of this selection: a (Good).', labels)).toBe(
      '„z“ ist keiner der Werte dieser Auswahl: a (Gut).',
    )
  })
})

/** Values of all kinds that people and files write, and how they come out. */
const hostile = fc.string({
  unit: fc.constantFrom(...'aB7 "\'„“.,;:()[]{}$&\\/+*?^|-@ß€\n\r\t…’', '$&', '$1', '{name}', ' is ', ' and '),
  maxLength: 40,
})
const VALUES: Readonly<Partial<Record<Kind, fc.Arbitrary<string>>>> = {
  text: hostile,
  number: fc.nat(999).map(String),
  moment: hostile,
  label: hostile,
}

const literalsOf = ({ english }: Pattern): string[] => english.filter((piece) => typeof piece === 'string')

describe('what varies in a sentence', () => {
  const patterns = GERMAN.map(createPattern).filter(({ english }) =>
    english.every((piece) => typeof piece === 'string' || VALUES[piece.kind] !== undefined),
  )

  it('comes out as it went in, whatever characters it holds', () => {
    const filled = fc.constantFrom(...patterns).chain((pattern) => {
      const places = pattern.english.filter((piece) => typeof piece !== 'string')
      const values = places.map(({ kind }) => VALUES[kind] ?? hostile)
      return fc.tuple(fc.constant(pattern), fc.tuple(...values))
    })
    fc.assert(
      fc.property(filled, ([pattern, values]) => {
        // Where a value holds what stands between two of them, nobody could say where the one ends.
        const between = literalsOf(pattern).slice(pattern.begin === '' ? 0 : 1)
        fc.pre(values.length < 2 || !values.some((value) => between.some((literal) => value.includes(literal.trim()))))
        const names = pattern.english.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name]))
        const said = (pieces: Pattern['english']): string =>
          pieces.map((piece) => (typeof piece === 'string' ? piece : values[names.indexOf(piece.name)])).join('')
        // The entry alone: that another one does not take the sentence is what the sentences of the sources are tried for.
        const translate = createTranslator([pattern.entry], GERMAN_MANNERS)
        expect(translate(said(pattern.english))).toBe(said(pattern.translated))
      }),
      { numRuns: 2000 },
    )
  })

  it('is never taken for a sentence of its own', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(say(`"${value}" is not a number.`)).toBe(`„${value}“ ist keine Zahl.`)
        expect(say(`The file has no column "${value}".`)).toBe(`Die Datei hat keine Spalte „${value}“.`)
      }),
    )
  })
})
