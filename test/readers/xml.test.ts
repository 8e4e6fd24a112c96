import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decodeText } from '../../lib/readers/xml/text.ts'
import { CLOSE, EMPTY, LONG_NAME, MORE, nameCode, OPEN, TEXT, XmlTokens } from '../../lib/readers/xml/tokens.ts'
import { utf8Bytes, utf8Pieces } from '../../lib/readers/xml/encoding.ts'
import { problemOf } from './files.ts'

/** The tokens of a document that comes in pieces: `<a b="1">` as `['open', 'a', 'b=1']`. */
function tokensOf(pieces: readonly Uint8Array[], names: readonly string[] = ['b', 'long-name']): string[][] {
  const tokens = new XmlTokens('part.xml')
  const found: string[][] = []
  let left = Buffer.alloc(0)
  for (const piece of pieces) {
    // What stands behind the end is not there yet.
    const bytes = Buffer.concat([left, piece, Buffer.from('<z/>')])
    tokens.load(bytes, 0, bytes.length - 4)
    for (let kind = tokens.next(); kind !== MORE; kind = tokens.next()) {
      if (kind === TEXT) {
        const text = decodeText(tokens.bytes, tokens.from, tokens.to, tokens.flags)
        const last = found.at(-1)
        if (last?.[0] === 'text') last[1] += text
        else found.push(['text', text])
      } else {
        const attributes = names.flatMap((name) => {
          const value = kind === CLOSE ? undefined : tokens.attribute(name)
          return value === undefined ? [] : [`${name}=${value}`]
        })
        const code = tokens.nameText().length > 4 ? LONG_NAME : nameCode(tokens.nameText())
        expect(tokens.name).toBe(code)
        found.push([kind === OPEN ? 'open' : kind === EMPTY ? 'empty' : 'close', tokens.nameText(), ...attributes])
      }
    }
    left = bytes.subarray(tokens.at, bytes.length - 4)
  }
  if (!tokens.isComplete) throw new Error('incomplete')
  return found
}
const read = (xml: string): string[][] => tokensOf([Buffer.from(xml)])

const DOCUMENT = Buffer.from(
  `\ufeff<?xml version="1.0"?><!-- <a> - -- > --><p:a xmlns:p="urn:p" p:b='1 > 0' \n long-name = "&lt;x&#228;"><row/> text ä <![CDATA[<b>]]]]><![CDATA[>&amp;]]>&amp;\r\n<q:c d="/"  ></q:c ><?i <c>?><e\t/><!----></p:a>\n<!-- end -->`,
)
const TOKENS = [
  ['open', 'a', 'b=1 > 0', 'long-name=<xä'],
  ['empty', 'row'],
  ['text', ' text ä <b>]]>&amp;&\n'],
  ['open', 'c'],
  ['close', 'c'],
  ['empty', 'e'],
  ['close', 'a'],
  ['text', '\n'],
]

describe('tokens', () => {
  it('are what stands in a document', () => {
    expect(tokensOf([DOCUMENT])).toEqual(TOKENS)
  })

  it('are the same wherever the document is cut in two', () => {
    for (let at = 0; at <= DOCUMENT.length; at++) {
      const found = tokensOf([DOCUMENT.subarray(0, at), DOCUMENT.subarray(at)])
      expect([at, withoutMark(found)]).toEqual([at, TOKENS])
    }
  })

  it('are the same in pieces of any sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (sizes) => {
        const pieces: Uint8Array[] = []
        for (let at = 0, index = 0; at < DOCUMENT.length; at += sizes[index++ % sizes.length] ?? 1) {
          pieces.push(DOCUMENT.subarray(at, at + (sizes[index % sizes.length] ?? 1)))
        }
        expect(withoutMark(tokensOf(pieces))).toEqual(TOKENS)
      }),
    )
  })

  it('do not reach beyond the bytes that are there', () => {
    const tokens = new XmlTokens('part.xml')
    tokens.load(Buffer.from('\ufeff'), 0, 2)
    expect(tokens.next()).toBe(MORE)
    expect(tokens.at).toBeLessThanOrEqual(2)
  })

  it('have attributes by their names without prefix, and none that are not there', () => {
    expect(read('<a x:b="1" c="2"/>')).toEqual([['empty', 'a', 'b=1']])
    expect(read('<a bb="1" c="b"/>')).toEqual([['empty', 'a']])
    expect(read(`<a b=""/>`)).toEqual([['empty', 'a', 'b=']])
  })

  it.each([
    '<a></b>',
    '<a><b></a></b>',
    '<a/><b/>',
    '</a>',
    '<a b/>',
    '<a b=1/>',
    '<a b="<"/>',
    '<a b "1"/>',
    '< a/>',
    '<a/ >',
    `${'<a>'.repeat(257)}`,
    `<a ${Array.from({ length: 257 }, (_, index) => `b${index}="1"`).join(' ')}/>`,
  ])('%s are refused', async (xml) => {
    const problem = await problemOf(() => read(xml))
    expect(problem.message).toMatch(/its part "part\.xml" is no well-formed XML/)
  })

  it.each(['<!DOCTYPE a><a/>', '<a><!ENTITY b "c"></a>', '<a><!DOCTYPE'])(
    '%s is refused as a document type',
    async (xml) => {
      expect((await problemOf(() => read(xml))).details).toEqual({ reason: 'entity-declaration' })
    },
  )

  it.each([
    '',
    '<a',
    '<a>',
    '<a><b></b>',
    '<a>text',
    '<a><!-- </a>',
    '<a><![CDATA[</a>',
    '<a><?b </a>',
    '<a b="',
    '</',
  ])('%j breaks off', (xml) => {
    expect(() => read(xml)).toThrow(/incomplete|well-formed/)
  })
})

/** The mark at the start, where it was cut, is a text before the root. */
function withoutMark(tokens: string[][]): string[][] {
  return tokens[0]?.[0] === 'text' ? tokens.slice(1) : tokens
}

describe('encodings', () => {
  const TEXT_XML = '<a b="é">ä漢😀</a>'
  const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
  const encodings: [string, Buffer][] = [
    ['UTF-8', Buffer.from(TEXT_XML)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT_XML}`)],
    ['UTF-8 with its declaration', Buffer.from(`<?xml version="1.0" encoding='utf-8'?>${TEXT_XML}`)],
    ['UTF-8 that says to be UTF-16', Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${TEXT_XML}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${TEXT_XML}`, 'utf16le')],
    ['UTF-16, big end first', swapped(`\ufeff<?xml version="1.0"?>${TEXT_XML}`)],
    ['UTF-16 without a mark', Buffer.from(TEXT_XML, 'utf16le')],
    ['UTF-16 without a mark, big end first', swapped(TEXT_XML)],
  ]

  it.each(encodings)('%s is read, in pieces as well', async (_, bytes) => {
    const wanted = [
      ['open', 'a', 'b=é'],
      ['text', 'ä漢😀'],
      ['close', 'a'],
    ]
    expect(tokensOf([utf8Bytes(bytes)])).toEqual(wanted)
    for (let at = 60; at < bytes.length; at++) {
      const pieces = await Array.fromAsync(utf8Pieces(ReadableStream.from([bytes.subarray(0, at), bytes.subarray(at)])))
      expect(tokensOf(pieces)).toEqual(wanted)
    }
  })

  it('of single bytes are read as they are declared', () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a b="\xe9">\x80</a>', 'latin1')
    expect(tokensOf([utf8Bytes(bytes)])).toEqual([
      ['open', 'a', 'b=é'],
      ['text', '€'],
      ['close', 'a'],
    ])
  })

  it('that nobody knows are refused by their name', async () => {
    const problem = await problemOf(() => utf8Bytes(Buffer.from('<?xml version="1.0" encoding="klingon"?><a/>')))
    expect([problem.details, problem.message]).toEqual([
      { reason: 'not-understood' },
      expect.stringContaining('"klingon"'),
    ])
  })
})
