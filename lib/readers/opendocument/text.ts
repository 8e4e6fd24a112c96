import { unreadable } from '../refusals.ts'

/** Characters of one cell. Spreadsheet programs hold 32,767 or 65,535. */
const LONGEST_TEXT = 1_048_576
/** What stands within a paragraph without being its text. */
const BESIDE = new Set(['annotation', 'annotation-end', 'note', 'ruby-text', 'bookmark', 'frame', 'custom-shape'])

/** Gathers the text of a cell from its paragraphs (OpenDocument 1.3 part 3, 6.1.2 to 6.1.5). */
export class TextCollector {
  private collected = ''
  private paragraphs = 0
  private start = 0
  private pending = false
  private depth = 0

  /** Whether a paragraph is being read. */
  get isOpen(): boolean {
    return this.depth > 0
  }

  clear(): void {
    this.collected = ''
    this.paragraphs = 0
    this.depth = 0
  }

  startParagraph(): true {
    if (this.paragraphs++ > 0) this.append('\n')
    this.start = this.collected.length
    this.pending = false
    this.depth = 1
    return true
  }

  /** An element within a paragraph: whether its text belongs to the paragraph. */
  open(name: string, attribute: (name: string) => string | undefined): boolean {
    if (BESIDE.has(name) || name.startsWith('table')) return false
    if (name === 's') this.append(' '.repeat(Math.min(LONGEST_TEXT, Math.max(1, Number(attribute('c') ?? 1) || 1))))
    else if (name === 'tab') this.append('\t')
    else if (name === 'line-break') this.append('\n')
    this.depth++
    return true
  }

  close(): void {
    this.depth--
  }

  /**
   * A piece of text. Spaces stand for themselves, as LibreOffice writes and reads them (the standard would count several
   * as one); line ends and tabs are the writer's layout and count as one space, and as none at the ends of a paragraph.
   */
  add(text: string): void {
    if (!/[\t\r\n]/.test(text)) return this.append(text)
    const words = text.split(/ *[\t\r\n][ \t\r\n]*/)
    words.forEach((word, index) => {
      if (word !== '') this.append(word)
      if (index < words.length - 1) this.pending = true
    })
  }

  toString(): string {
    return this.collected
  }

  private append(text: string): void {
    if (this.pending && this.collected.length > this.start) this.collected += ' '
    this.pending = false
    this.collected += text
    if (this.collected.length > LONGEST_TEXT) {
      throw unreadable(
        'value-too-long',
        'A cell of the file holds more than any spreadsheet program can write.',
        'Look for it in your spreadsheet program, shorten it and save the file as .xlsx.',
      )
    }
  }
}
