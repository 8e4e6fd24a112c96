/** A workbook or another archive, or something else that is no text. */
export class NoText extends Error {
  override readonly name = 'NoText'
}

/** Spreadsheet programs save text as UTF-8, as UTF-16 with a mark in front, or as Windows does in the west. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw new NoText()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes) // every byte is a letter there
  }
}

/** Groups are separated by |, which therefore separates no cells. */
const DELIMITERS = [',', ';', '\t'] as const

/** What separates the names of the columns: none of them holds such a character. */
export function delimiterOf(text: string): (typeof DELIMITERS)[number] {
  const [header = ''] = text.split(/[\r\n]/u, 1)
  const [found = ','] = DELIMITERS.toSorted((a, b) => header.split(b).length - header.split(a).length)
  return found
}

/**
 * The cells of a text file.
 * @throws NoText
 */
export async function readCsv(file: File): Promise<readonly (readonly string[])[]> {
  const text = textOf(new Uint8Array(await file.arrayBuffer()))
  const { default: Papa } = await import('papaparse')
  return Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: false }).data
}
