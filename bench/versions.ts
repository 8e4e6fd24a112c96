import { cpus } from 'node:os'
import manifest from '../package.json' with { type: 'json' }

/** What a run was made with: Node, the processor, and these packages of the project; more of the caller's where known. */
export function versions(
  packages: readonly string[],
  more: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const pinned = new Map<string, string>(Object.entries({ ...manifest.devDependencies, ...manifest.dependencies }))
  const [cpu] = cpus()
  return {
    muster: manifest.version,
    node: process.versions.node,
    v8: process.versions.v8,
    zlib: process.versions.zlib ?? '',
    platform: `${process.platform} ${process.arch}`,
    processors: `${cpus().length} x ${cpu?.model ?? 'unknown'}`,
    // Under an alias, the version stands behind the last @.
    ...Object.fromEntries(packages.map((name) => [name, pinned.get(name)?.split('@').at(-1) ?? ''])),
    ...Object.fromEntries(Object.entries(more).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  }
}
