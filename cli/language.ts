import { Option } from 'commander'
import { LOCALES } from '../lib/domain/companies.ts'

/** `--language`: files for people may be in theirs; the command line itself speaks English. */
export const languageOption = (): Option =>
  new Option('--language <language>', 'of what Muster says in the file').choices([...LOCALES]).default('en')
