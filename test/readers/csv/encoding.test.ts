import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { bytesInMemory } from '../../../lib/readers/bytes.ts'
import { decodePieces, detectEncoding, isText } from '../../../lib/readers/csv/encoding.ts'
import { problemOf } from '../files.ts'
import { encode } from './texts.ts'

const found = (bytes: Uint8Array, chunk?: number) => detectEncoding(bytesInMemory(bytes), chunk)

const GERMAN = 'Name;Ort;Umsatz\nMüller;Köln;12 €\nSchäfer & Söhne;Großenhain;5 €\n'
const FRENCH = "Nom;Ville\nHélène Crête;Besançon\nFrançois L'Hôpital;Où\nGeneviève;Sète\n"
const SPANISH = 'Nombre;Calle\nMuñoz;Álvarez\nGarcía López;Cádiz\nNúñez;¿Qué?\n'
const DANISH = 'Navn;By\nSørensen;Århus\nKjær;København\nJørgensen;Ærø\n'
const FINNISH = 'Nimi;Kaupunki\nHämäläinen;Jyväskylä\nMäkinen;Järvenpää\n'
const PORTUGUESE = 'Nome;Cidade\nJoão Gonçalves;São Paulo\nConceição;Évora\n'
const POLISH = 'Nazwa;Miasto\nWałęsa;Łódź\nKowalski;Gdańsk\nŻółć;Kraków\n'
const CZECH = 'Jméno;Město\nDvořák;Plzeň\nČerný;Ústí nad Labem\nNěmec;Třebíč\n'
const HUNGARIAN = 'Név;Város\nSzabó;Győr\nKőszegi;Székesfehérvár\nNagy;Fűzfő\n'
const SIGNS = 'Name;Größe\nMüller;12 m³\nToni’s – „Öl“;5 m²…\n©Huber®;½ Zoll, 20 °C\n'

describe('the encoding of a text', () => {
  it.each([
    ['German', GERMAN, ['utf-8', 'windows-1252', 'iso-8859-15', 'macintosh']],
    ['French', FRENCH, ['utf-8', 'windows-1252', 'macintosh']],
    ['Spanish', SPANISH, ['utf-8', 'windows-1252', 'macintosh']],
    ['Danish', DANISH, ['utf-8', 'windows-1252', 'macintosh']],
    ['Finnish', FINNISH, ['utf-8', 'windows-1252', 'macintosh']],
    ['Portuguese', PORTUGUESE, ['utf-8', 'windows-1252', 'macintosh']],
    ['Polish', POLISH, ['utf-8', 'windows-1250']],
    ['Czech', CZECH, ['utf-8', 'windows-1250']],
    ['Hungarian', HUNGARIAN, ['utf-8', 'windows-1250']],
    ['of typographic signs', SIGNS, ['utf-8', 'windows-1252']],
  ])('%s is found', async (_, content, encodings) => {
    for (const encoding of encodings) expect((await found(encode(encoding, content))).encoding).toBe(encoding)
  })

  it('does not matter where two give the same text', async () => {
    const bytes = encode('iso-8859-15', FRENCH)
    const { encoding } = await found(bytes)
    expect(new TextDecoder(encoding).decode(bytes)).toBe(FRENCH)
  })

  it.each([
    ['windows-1252', 'MÜLLER;KÖLN\nGROSSE ÄCKER;x\n'],
    ['macintosh', 'MÜLLER;KÖLN\nGROSSE ÄCKER;x\n'],
    ['windows-1252', 'Name;x\nToni’s;1\n'],
    ['windows-1252', 'Name;x\nToni´s Grill;1\n'],
    ['windows-1252', 'Preis\n5 €\n€ 7\n'],
    ['iso-8859-15', 'Preis\n5 €\n€ 7\n'],
    ['iso-8859-15', 'Nom;x\ncœur;sœur\nŒuvre;y\n'],
    ['windows-1252', 'Nom;x\ncœur;sœur\nŒuvre;y\n'],
    ['windows-1252', '„Österreich“;Süd\n'],
    ['windows-1252', 'Bohrung;½\n1½;¼\n'],
    ['macintosh', 'Ort\rKöln\r'],
    ['windows-1252', 'Ort\nBoštjan\n'],
  ])('is %s for %j', async (encoding, content) => {
    const bytes = encode(encoding, content)
    expect(new TextDecoder((await found(bytes)).encoding).decode(bytes)).toBe(content)
  })

  it.each([
    ['utf-8', GERMAN, 'line 2 says "Müller", and every byte of the file is valid UTF-8'],
    ['windows-1252', GERMAN, 'the file is not valid UTF-8; byte FC in line 2 reads "Müller"'],
    ['iso-8859-15', GERMAN, 'byte A4 in line 2 reads "€", which would be "¤" in Windows-1252'],
    ['macintosh', FINNISH, 'byte 8A in line 2 reads "Hämäläinen", which would be "HŠmŠlŠinen" in Windows-1252'],
    ['macintosh', FINNISH.replaceAll('\n', '\r'), 'byte 8A in line 2 reads "Hämäläinen"'],
    ['windows-1250', POLISH, 'byte B3 in line 2 reads "Wałęsa", which would be "Wa³êsa" in Windows-1252'],
    ['utf-8', 'a;b\n1;2\n', 'all its characters are those of ASCII'],
    ['utf-8', '\ufeffa;b\n', 'the file starts with its byte-order mark'],
    ['utf-16le', '\ufeffa;b\n', 'the file starts with its byte-order mark'],
    ['utf-16be', 'Name;Ort\nMüller;Köln\n', 'every other byte at the start of the file is zero'],
  ])('%s of %j is proved', async (encoding, content, because) => {
    const finding = await found(encode(encoding, content))
    expect(finding.encoding).toBe(encoding)
    expect(finding.because).toContain(because)
  })

  it('is proved by the only word that tells, even if it is the last', async () => {
    const content = `${'Huber;Wien\n'.repeat(30_000)}Müller;Graz\n`
    for (const [encoding, name] of [
      ['utf-8', 'Müller'],
      ['windows-1252', 'Müller'],
      ['macintosh', 'Müller'],
    ] as const)
      expect(await found(encode(encoding, content))).toMatchObject({
        encoding,
        because: expect.stringMatching(new RegExp(`line 30001 .*${name}`)),
      })
  })

  it('is the same however the file is cut into pieces', async () => {
    const texts = [GERMAN, FRENCH, SPANISH, POLISH, SIGNS, 'x;🙂\nMüller\0;y\n']
    const encodings = ['utf-8', 'windows-1252', 'iso-8859-15', 'windows-1250', 'macintosh', 'utf-16le', 'utf-16be']
    for (const content of texts) {
      for (const encoding of encodings) {
        const bytes = encodable(encoding, content)
        if (!bytes) continue
        const whole = await found(bytes)
        for (let chunk = 1; chunk < bytes.length; chunk++) expect(await found(bytes, chunk)).toEqual(whole)
      }
    }
  })

  it('is UTF-8 exactly if all bytes are valid, wherever pieces end', async () => {
    const bytes = fc.uint8Array({ min: 1, maxLength: 12 })
    const valid = fc
      .string({ unit: 'binary', maxLength: 6 })
      .map((content) => Buffer.from(content.replaceAll('\0', ''), 'utf8'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(bytes, valid), { maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        async (parts, chunk) => {
          const content = Buffer.concat([Buffer.from('a;b\n'), ...parts, Buffer.from('\n')])
          let isValid = true
          try {
            new TextDecoder('utf-8', { fatal: true }).decode(content)
          } catch {
            isValid = false
          }
          expect((await found(content, chunk)).encoding === 'utf-8').toBe(isValid)
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    ['UTF-8', encode('utf-8', 'Name;Ort\nMüller;Köln\nHuber;Süd').subarray(0, -2), /UTF-8, in line 3/],
    ['UTF-16', encode('utf-16le', '\ufeffName;Ort\nMüller;Kö').subarray(0, -1), /UTF-16/],
  ])('%s that breaks off within a character is an error', async (_, bytes, message) => {
    const problem = await problemOf(() => found(bytes))
    expect(problem.details).toEqual({ reason: 'damaged' })
    expect(problem.message).toMatch(message)
  })

  it('is Windows-1252 if only the last byte is special', async () => {
    expect((await found(encode('windows-1252', 'a;b\nx;Menü'))).encoding).toBe('windows-1252')
  })
})

describe('a decoded text', () => {
  it('is the same however the file is cut into pieces', async () => {
    const content = 'Name;Ort\r\nMüller;Łódź 🙂\r\n'
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be']) {
      const source = bytesInMemory(encode(encoding, content))
      for (let chunk = 1; chunk < source.size; chunk++) {
        const texts = await Array.fromAsync(decodePieces(source, { encoding: encoding as 'utf-8', bom: 0 }, chunk))
        expect(texts.join('')).toBe(content)
      }
    }
  })
})

describe('a text', () => {
  it.each([
    ['a text', 'Name;Ort\nMüller;Köln\n', true],
    ['a text padded with zero bytes', `Name;Ort\n${'Huber & Bauer GmbH\0;Wien Favoriten\n'.repeat(9)}`, true],
    ['mostly zero bytes', `a${'\0\0\0'.repeat(20)}`, false],
    ['full of control characters', '\x01\x02a\x03b\x04', false],
  ])('%s', (_, content, expected) => {
    expect(isText(encode('utf-8', content)) !== undefined).toBe(expected)
  })
})

function encodable(encoding: string, content: string): Uint8Array | undefined {
  try {
    return encode(encoding, content)
  } catch {
    return undefined
  }
}
