import { Problem } from '../domain/problems.ts'

/** What to do in most cases in which a file turns out to be no spreadsheet. */
export const SAVE_AS_XLSX = 'Open it in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.'

/** A file that cannot be read at all: says what it is (a full sentence) and what to do. */
export function unreadable(message: string, advice: string, more: { row?: number; sheet?: string } = {}): Problem {
  const place = {
    ...(more.sheet === undefined ? {} : { sheet: more.sheet }),
    ...(more.row === undefined ? {} : { row: more.row }),
  }
  return new Problem('unreadable-file', message, {
    advice,
    ...(Object.keys(place).length === 0 ? {} : { places: [place] }),
  })
}

/** A damaged or cut-off file: `detail` names the damaged part. */
export function damaged(detail: string): Problem {
  return unreadable(
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
