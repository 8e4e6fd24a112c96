import { posix } from 'node:path'
import { readEntry, type ZipEntry } from '../archive.ts'
import type { ByteSource } from '../bytes.ts'
import { damaged } from '../refusals.ts'
import { utf8Bytes } from '../xml/encoding.ts'
import { EMPTY, MORE, OPEN, XmlTokens } from '../xml/tokens.ts'

/** Gives an attribute of the element at hand by its local name. */
export type Attribute = (name: string) => string | undefined

/** Walks through a small part as a whole and tells every element's local name, in the order of the document. */
export function wholeXml(part: string, bytes: Buffer, element: (name: string, attribute: Attribute) => void): void {
  const tokens = new XmlTokens(part)
  tokens.load(bytes, 0, bytes.length)
  const attribute: Attribute = (name) => tokens.attribute(name)
  for (let kind = tokens.next(); kind !== MORE; kind = tokens.next()) {
    if (kind === OPEN || kind === EMPTY) element(tokens.nameText(), attribute)
  }
  if (!tokens.isComplete) throw damaged(`its part "${part}" breaks off`)
}

/** A relationship from one part to another (ECMA-376 part 2, 9.3): `type` is the last word of its address, `target` a part's name. */
export interface Relationship {
  readonly id: string
  readonly type: string
  readonly target: string
}

/** The parts of an Office package by name. Names are the same whatever their case and slashes (ECMA-376 part 2, 9.1.1). */
export class Package {
  private readonly source: ByteSource
  private readonly entries = new Map<string, ZipEntry>()

  /** @throws Problem `unreadable-file` if two parts have the same name: programs differ in which one they take */
  constructor(source: ByteSource, entries: readonly ZipEntry[]) {
    this.source = source
    for (const entry of entries) {
      const name = canonical(entry.name)
      if (this.entries.has(name)) throw damaged(`it has two parts named "${entry.name}"`)
      this.entries.set(name, entry)
    }
  }

  find(name: string): ZipEntry | undefined {
    return this.entries.get(canonical(name))
  }

  /** The bytes of a part, in UTF-8; undefined if there is no such part. */
  async read(name: string): Promise<Buffer | undefined> {
    const entry = this.find(name)
    if (entry === undefined) return undefined
    return utf8Bytes(await readEntry(this.source, entry))
  }

  /** What a part refers to, external targets left out; `''` for the package itself. */
  async relationships(of: string): Promise<Relationship[]> {
    const slash = of.lastIndexOf('/') + 1
    const part = `${of.slice(0, slash)}_rels/${of.slice(slash)}.rels`
    const bytes = await this.read(part)
    const found: Relationship[] = []
    if (bytes === undefined) return found
    wholeXml(part, bytes, (name, attribute) => {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return
      const type = attribute('Type') ?? ''
      found.push({
        id: attribute('Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolve(of.slice(0, slash), attribute('Target') ?? ''),
      })
    })
    return found
  }
}

function canonical(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

/** A target's part name; it is relative to the folder of the part that refers to it, unless it starts with a slash. */
function resolve(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/')
  return path.startsWith('/') ? path.slice(1) : posix.normalize(folder + path)
}
