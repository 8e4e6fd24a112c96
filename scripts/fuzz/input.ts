import { rawZip, type RawArchive, type RawEntry } from '../../test/readers/raw-zip.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateText } from './mutate-text.ts'
import { mutateXml } from './mutate-xml.ts'
import { Random } from './random.ts'
import type { Seed } from './seeds.ts'
import { varyXml } from './vary-xml.ts'

/**
 * What has to hold of an input, besides that it is answered:
 * `same`: it says the same as the file it was made from; `same-or-refused`: that, or it is refused;
 * `agree`: where SheetJS reads it as well, both read the same; `any`: nothing.
 */
export type Expectation = 'same' | 'same-or-refused' | 'agree' | 'any'

export interface Input {
  readonly how: string
  readonly origin: Seed
  readonly bytes: Uint8Array
  readonly expectation: Expectation
}

/** The input of a number: always the same one, as long as the seeds are the same. */
export function inputOf(number: number, seeds: readonly Seed[]): Input {
  const random = new Random(number)
  const origin = random.pick(seeds)
  if (!origin.parts) return changedFile(origin, random)
  const kind = random.below('xl/workbook.xml' in origin.parts ? 4 : 3)
  if (kind === 0) {
    return { how: 'bytes', origin, bytes: mutateBytes(origin.bytes, random), expectation: 'same-or-refused' }
  }
  if (kind === 1) return packedOtherwise(origin, random)
  return mutatedPart(origin, random, kind === 3)
}

/** A file that is no archive: text, XML, or an old workbook. */
function changedFile(origin: Seed, random: Random): Input {
  const isText = /\.(csv|tsv|txt)$/.test(origin.name)
  if (isText && random.chance(0.7)) {
    return { how: 'text', origin, bytes: mutateText(origin.bytes, random), expectation: 'any' }
  }
  if (origin.bytes[0] === 0x3c && random.chance(0.7)) {
    const xml = Buffer.from(origin.bytes).toString('utf8')
    const varied = random.chance(0.5)
    const changed = varied ? varyXml(xml, random) : mutateXml(xml, random, false)
    return {
      how: changed.how,
      origin,
      bytes: Buffer.from(changed.xml),
      expectation: varied ? 'same-or-refused' : 'any',
    }
  }
  return { how: 'bytes', origin, bytes: mutateBytes(origin.bytes, random), expectation: 'any' }
}

/** Other XML for the same content, in an archive of another make. */
function packedOtherwise(origin: Seed, random: Random): Input {
  const parts = { ...origin.parts }
  const how: string[] = []
  for (const path of random.shuffled(xmlPaths(parts)).slice(0, 1 + random.below(2))) {
    const varied = varyXml(Buffer.from(parts[path] ?? []).toString('utf8'), random)
    parts[path] = Buffer.from(varied.xml)
    how.push(`${path}: ${varied.how}`)
  }
  const entries = Object.entries(parts).map(([name, content]) => entry(name, content, random))
  const archive: RawArchive = {
    zip64: random.chance(0.2),
    comment: random.chance(0.2) ? 'PK' : '',
    suffix: random.chance(0.2) ? '\r\n' : '',
  }
  return {
    how: `vary ${how.join(', ')}`,
    origin,
    bytes: rawZip(random.shuffled(entries), archive),
    // SheetJS reads the XML of a binary workbook only as Excel writes it.
    expectation: 'xl/workbook.bin' in parts ? 'same-or-refused' : 'same',
  }
}

function entry(name: string, content: Uint8Array, random: Random): RawEntry {
  const stored = random.chance(0.2) ? { claims: { method: 0 } } : {}
  const descriptor = random.pick([undefined, undefined, 'signed', 'unsigned'] as const)
  return { name, content, ...stored, zip64: random.chance(0.2), ...(descriptor === undefined ? {} : { descriptor }) }
}

/** One or two parts that say something else, in an archive that is right. */
function mutatedPart(origin: Seed, random: Random, content: boolean): Input {
  const parts = { ...origin.parts }
  const how: string[] = []
  for (let times = 1 + random.below(2); times > 0; times--) {
    const path = random.pick(
      weighted(parts).filter((name) => !content || /^xl\/(worksheets|sharedStrings|styles)/.test(name)),
    )
    how.push(`${path}: ${change(parts, path, random, content)}`)
  }
  const entries = Object.entries(parts).map(([name, bytes]): RawEntry => ({ name, content: bytes }))
  const expectation = content ? 'agree' : 'any'
  return { how: how.join(', '), origin, bytes: rawZip(entries), expectation }
}

function change(parts: Record<string, Uint8Array>, path: string, random: Random, content: boolean): string {
  const bytes = Buffer.from(parts[path] ?? [])
  if (!content && random.chance(0.1)) {
    delete parts[path]
    return 'deleted'
  }
  if (!content && random.chance(0.1)) {
    parts[path] = parts[random.pick(Object.keys(parts))] ?? bytes
    return 'exchanged'
  }
  if (!/\.(xml|rels)$/.test(path) || (!content && random.chance(0.15))) {
    parts[path] = mutateBytes(bytes, random)
    return 'bytes'
  }
  const mutated = mutateXml(bytes.toString('utf8'), random, content)
  const utf16 = !content && random.chance(0.03)
  parts[path] = utf16 ? Buffer.from(`\uFEFF${mutated.xml}`, 'utf16le') : Buffer.from(mutated.xml)
  return utf16 ? `${mutated.how}, UTF-16` : mutated.how
}

function xmlPaths(parts: Readonly<Record<string, Uint8Array>>): string[] {
  return Object.keys(parts).filter((path) => /\.(xml|rels)$/.test(path) && !/theme|docProps/.test(path))
}

/** Paths of parts, those with rows several times. */
function weighted(parts: Readonly<Record<string, Uint8Array>>): string[] {
  return Object.keys(parts).flatMap((path) => {
    if (/worksheets\/sheet|content\.xml/.test(path)) return Array<string>(6).fill(path)
    if (/sharedStrings|styles/.test(path)) return [path, path]
    return /theme|docProps|thumbnail/.test(path) ? [] : [path]
  })
}
