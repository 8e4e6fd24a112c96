import { mkdir, writeFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { collect, filesBelow, type CorpusFile } from './collect.ts'
import { compareReadings, type Outcome } from './compare.ts'
import { isExplained, readKnown } from './known.ts'
import { readWritten } from './libreoffice.ts'
import { corpusFolder } from './manifest.ts'
import { startReader } from './reader-pool.ts'

const USAGE = `Usage: npm run corpus -- [options]
  Reads every file of the corpus with our readers and with an oracle, and compares.
  --only TEXT      files whose name contains this
  --also FOLDER    files of a folder of your own besides; it is not asked that their differences be known
  --processes N    readers at a time, 2 without it`

interface Result {
  readonly name: string
  readonly seconds: number
  readonly megabytes: number
  readonly outcome: Outcome
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      also: { type: 'string' },
      processes: { type: 'string', default: '2' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(USAGE)
  const { only, also } = values
  const others = also === undefined ? [] : await filesBelow(resolve(also), 'also')
  const files = [...(await collect()), ...others].filter(({ name }) => only === undefined || name.includes(only))
  const results = await readAll(files, Number(values.processes))
  const known = await readKnown()
  const open = results.filter(({ name, outcome }) => !isExplained(name, outcome, known))
  await mkdir(corpusFolder(), { recursive: true })
  await writeFile(join(corpusFolder(), 'report.json'), JSON.stringify(results, null, 1))
  printTable(results)
  for (const { name, outcome } of open) console.log(`${name}\n  ${words(outcome)}`)
  const written = only === undefined ? await readWritten() : []
  for (const line of written) console.log(line)
  console.log(`${results.length} files, ${open.length} to look into, ${written.length} differences between formats`)
  if (open.length + written.length > 0) process.exitCode = 1
}

async function readAll(files: readonly CorpusFile[], processes: number): Promise<Result[]> {
  const queue = files[Symbol.iterator]()
  const results: Result[] = []
  const lane = async (): Promise<void> => {
    const [ours, oracle] = [startReader('ours'), startReader('oracle')]
    for (const { name, path } of queue) {
      const start = performance.now()
      const reading = await ours.read({ path })
      const seconds = Math.round(performance.now() - start) / 1000
      const { encoding, delimiter } = reading.kind === 'read' ? reading : {}
      const outcome = compareReadings(reading, await oracle.read({ path, encoding, delimiter }))
      results.push({ name, seconds, megabytes: reading.kind === 'read' ? reading.megabytes : 0, outcome })
      if (results.length % 500 === 0) console.error(`${results.length} of ${files.length}`)
    }
    ours.close()
    oracle.close()
  }
  await Promise.all(Array.from({ length: processes }, lane))
  return results.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function printTable(results: readonly Result[]): void {
  const kinds = ['equal', 'refused', 'differs', 'failed'] as const
  const count = (group: readonly Result[]): object => ({
    files: group.length,
    ...Object.fromEntries(kinds.map((kind) => [kind, group.filter(({ outcome }) => outcome.result === kind).length])),
  })
  for (const key of [(name: string) => name.split('/')[0] ?? '', (name: string) => extname(name).toLowerCase()]) {
    const groups = Map.groupBy(results, ({ name }) => key(name))
    console.table(Object.fromEntries([...groups].map(([name, group]) => [name, count(group)])))
  }
}

function words(outcome: Outcome): string {
  switch (outcome.result) {
    case 'equal':
      return 'equal'
    case 'refused':
      return `refused (${outcome.reason || outcome.code}): ${outcome.message}`
    case 'differs':
      return `${outcome.count} differences: ${outcome.differences[0] ?? ''}`
    case 'failed':
      return `failed: ${outcome.message}`
  }
}

await main()
