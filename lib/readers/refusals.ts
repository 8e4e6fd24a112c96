import { Problem } from '../domain/problems.ts'

/** What to do in most cases in which a file turns out to be no spreadsheet. */
export const SAVE_AS_XLSX = 'Open it in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.'

/** Why a file cannot be read, as a stable name in the problem's details: `{"reason": "damaged"}`. */
export type UnreadableReason =
  /** No bytes, one byte, or nothing but white space. */
  | 'empty'
  /** A picture, a PDF, a text document, an archive, a program's own XML or JSON. */
  | 'not-a-spreadsheet'
  /** HTML under the name of a spreadsheet. */
  | 'web-page'
  /** Cut off, or its contents do not match their checksums. */
  | 'damaged'
  /** Small when packed, huge when unpacked: made to fill a memory, not to hold data. */
  | 'zip-bomb'
  /** XML that declares entities; no spreadsheet program writes them. */
  | 'entity-declaration'
  /** A value far to the right of any table. */
  | 'too-many-columns'
  /** One cell or record larger than any spreadsheet program writes. */
  | 'value-too-long'
  /** A quotation mark in a text file that is opened and never closed. */
  | 'unclosed-quote'
  /** Larger than this format can be read. */
  | 'too-large-for-format'
  /** Anything else that the reader of the format does not understand. */
  | 'not-understood'

/** A file that cannot be read at all: says what it is (a full sentence) and what to do. */
export function unreadable(
  reason: UnreadableReason,
  message: string,
  advice: string,
  { sheet, row, column }: { sheet?: string; row?: number; column?: string } = {},
): Problem {
  const place = {
    ...(sheet === undefined ? {} : { sheet }),
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
  }
  return new Problem('unreadable-file', message, {
    advice,
    details: { reason },
    ...(Object.keys(place).length === 0 ? {} : { places: [place] }),
  })
}

/** A damaged or cut-off file: `detail` names the damaged part. */
export function damaged(detail: string): Problem {
  return unreadable(
    'damaged',
    `The file is damaged or incomplete: ${detail}.`,
    'Upload it again from the original, or open it in your spreadsheet program, check it and save it anew.',
  )
}

/** A workbook that only opens with a password. */
export function encrypted(): Problem {
  return new Problem('encrypted-file', 'The file is protected with a password, so that its contents cannot be read.', {
    advice: 'Open it in your spreadsheet program, remove the password (File, Info, Protect) and upload it again.',
  })
}
