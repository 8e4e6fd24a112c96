import fc from 'fast-check'

/** Elements that no program knows, with what would be cells if it stood elsewhere. */
const EXTENSION = '<extLst><ext uri="{1}"><q:c xmlns:q="urn:q" r="A1" t="s"><q:v>9</q:v></q:c></ext></extLst>'
const UNDERSCORE = '_x005F_'
const NAMED: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' }

/**
 * Writes XML in one of all the ways in which the same can be written.
 * `plain` keeps to what SheetJS understands; what it does not is listed in known-differences.ts.
 */
export class Ink {
  readonly g: fc.GeneratorValue
  readonly plain: boolean
  /** What stands before every name: `x:` or nothing. */
  readonly prefix: string

  constructor(g: fc.GeneratorValue, plain: boolean) {
    this.g = g
    this.plain = plain
    this.prefix = this.one(['', '', 'x:'])
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T
  }

  maybe(): boolean {
    return this.g(fc.boolean)
  }

  /** Once in so many times. */
  rarely(times = 8): boolean {
    return this.below(times) === times - 1
  }

  below(limit: number): number {
    return limit <= 1 ? 0 : this.g(fc.nat, limit - 1)
  }

  /** A tag's attributes in any order, with either quote. */
  attributes(given: Readonly<Record<string, string | undefined>>): string {
    const left = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)
    let written = ''
    while (left.length > 0) {
      const [[name, value]] = left.splice(this.below(left.length), 1) as [[string, string]]
      const quote = this.one(['"', "'"])
      const equals = this.plain ? '=' : this.one(['=', '=', ' = ', '=\n', '\t='])
      const space = this.one(this.plain ? [' ', '  '] : [' ', '\n', '\t ', '  '])
      written += `${space}${name}${equals}${quote}${this.quoted(value, quote)}${quote}`
    }
    return written
  }

  /** An element with what is in it, or in its short form if that is nothing. */
  element(name: string, attributes: Readonly<Record<string, string | undefined>>, inside = ''): string {
    const tag = `${this.prefix}${name}${this.attributes(attributes)}`
    const space = this.rarely() ? ' ' : ''
    if (inside === '' && this.maybe()) return `<${tag}${space}/>`
    return `<${tag}${space}>${inside}</${this.prefix}${name}${this.plain || !this.rarely() ? '' : '\n'}>`
  }

  /** What may stand between elements without meaning anything. */
  between(): string {
    if (!this.rarely(4)) return ''
    return this.one(
      this.plain
        ? ['\n', '  ', '\r\n\t']
        : [
            '\n ',
            '<!-- a - b -->',
            '<!--<c r="A1"><v>1</v></c>-->',
            '<?go <v>1</v>?>',
            '<!---->',
            EXTENSION,
            '<q:z xmlns:q="urn:q"/>',
          ],
    )
  }

  /** A text as it can stand in an element. `escapes`: where `_x0041_` is a way to write A. */
  text(text: string, escapes = true): string {
    // Whatever could begin an escape is one itself.
    const safe = escapes ? this.escaped(text) : text
    let written = ''
    for (const [character] of safe.matchAll(/_x005F_|./gsu)) {
      const way = this.rarely(5) ? this.below(7) : 0
      if (character === UNDERSCORE) written += UNDERSCORE
      else if (/[^\t\n\x20-\ufffd\u{10000}-\u{10ffff}]/u.test(character)) written += escapedCharacter(character)
      else if (/[<&\r]/.test(character)) written += NAMED[character] ?? '&#13;'
      else if (character === '\n' && way === 1 && !this.plain) written += this.one(['\r\n', '\r'])
      else if (way === 2 && NAMED[character]) written += NAMED[character]
      else if (way === 3 && this.canRefer(character)) written += `&#${character.codePointAt(0)};`
      else if (way === 4 && this.canRefer(character)) written += `&#x${character.codePointAt(0)?.toString(16)};`
      else if (way === 5 && escapes && character !== '_' && character.length === 1)
        written += escapedCharacter(character)
      else if (way === 6 && !this.plain && !/[\w\r]/.test(character)) written += this.broken(character)
      else written += character
    }
    return written
  }

  /** SheetJS takes numbers beyond 16 bits for others, and any case of `x` in the escape that is hidden behind one. */
  private canRefer(character: string): boolean {
    return character !== '_' && (!this.plain || character.length === 1)
  }

  /** A text in which nothing is taken for an escape. */
  escaped(text: string): string {
    return text.replaceAll(/_(?=x)/gi, UNDERSCORE)
  }

  private broken(character: string): string {
    const cdata = `<![CDATA[${character}]]>`
    return this.one([cdata, `<!-- - -->${character}`, `${character}<?p ?>`, `<![CDATA[]]>${character}`])
  }

  private quoted(value: string, quote: string): string {
    return value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll(quote, quote === '"' ? '&quot;' : '&#39;')
  }
}

function escapedCharacter(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
