import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inputOf } from './fuzz/input.ts'
import { work, type Finding } from './fuzz/pool.ts'
import { seeds } from './fuzz/seeds.ts'

// Changes real files in every way it knows, reads them, and looks for what must not be: a crash, a hang, too much
// memory, a problem without words, and above all an answer that differs from what the file says.
//
//   node scripts/fuzz-readers.ts [--minutes 10] [--runs 100000] [--first 1] [--workers 2] [--save FOLDER]
//   node scripts/fuzz-readers.ts --seed 4711     one input again; it is saved, to be looked at
//
// An input follows from its number alone. Findings are saved by their number; of each kind the first is shown.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    runs: { type: 'string', default: 'Infinity' },
    first: { type: 'string', default: '1' },
    seed: { type: 'string' },
    workers: { type: 'string', default: '2' },
    save: { type: 'string', default: join(tmpdir(), 'fuzz-readers') },
  },
})

const files = seeds()
const first = Number(values.seed ?? values.first)
const last = values.seed === undefined ? first + Number(values.runs) : first + 1
const end = Date.now() + Number(values.minutes) * 60_000
const kinds = new Map<string, Finding[]>()
let number = first

function next(): number | undefined {
  return number < last && Date.now() < end ? number++ : undefined
}

/** Findings that differ in numbers and names only are of one kind. */
function kindOf({ number: at, text }: Finding): string {
  const { origin, expectation } = inputOf(at, files)
  const format = /[^.]*$/.exec(origin.name)?.[0] ?? ''
  const line = text.split('\n').slice(0, 2).join(' ')
  return `${format}, ${expectation}: ${line.replaceAll(/\d+|"(?:[^"\\]|\\.)*"/g, '#').slice(0, 120)}`
}

function found(finding: Finding): void {
  const kind = kindOf(finding)
  const known = kinds.get(kind)
  if (known) {
    known.push(finding)
    return
  }
  kinds.set(kind, [finding])
  const { origin, how } = inputOf(finding.number, files)
  console.log(`\n#${finding.number} ${origin.name} (${how.slice(0, 300)})\n${finding.text.slice(0, 1500)}`)
}

await Promise.all(
  Array.from({ length: values.seed === undefined ? Number(values.workers) : 1 }, () => work(next, found)),
)
await mkdir(values.save, { recursive: true })
const saved = new Set([...kinds.values()].flatMap((findings) => findings.slice(0, 5).map(({ number: at }) => at)))
if (values.seed !== undefined) saved.add(first)
for (const at of saved) {
  const { bytes, origin } = inputOf(at, files)
  await writeFile(join(values.save, `${at}.${/[^.]*$/.exec(origin.name)?.[0] ?? 'bin'}`), bytes)
}
console.log('')
for (const [kind, findings] of [...kinds].sort(([, a], [, b]) => b.length - a.length)) {
  const numbers = findings.slice(0, 5).map((finding) => finding.number)
  console.log(`${String(findings.length).padStart(6)}  ${kind}  [${numbers.join(', ')}]`)
}
console.log(
  `${number - first} inputs (from number ${first}) made from ${files.length} files, ${kinds.size} kinds of findings` +
    (saved.size === 0 ? '' : `, saved in ${values.save}`),
)
process.exitCode = kinds.size === 0 ? 0 : 1
