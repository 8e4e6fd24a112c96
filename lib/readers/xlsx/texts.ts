import { decodeText, ENTITY, UNDERSCORE } from '../xml/text.ts'

const ESCAPE = /_x([0-9a-fA-F]{4})_/g

/** The text of a range of bytes of a workbook: as XML has it, with the escapes of OOXML resolved where they can be. */
export function readText(bytes: Buffer, from: number, to: number, flags: number): string {
  const text = decodeText(bytes, from, to, flags)
  return (flags & (UNDERSCORE | ENTITY)) === 0 ? text : unescapeText(text)
}

/** Resolves escapes such as `_x000D_` (`ST_Xstring`, ECMA-376 part 1, 22.9.2.19), which names and number formats may hold as well. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
