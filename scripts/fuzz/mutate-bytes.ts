import type { Random } from './random.ts'

const SIGNATURES = [
  '504b0304',
  '504b0102',
  '504b0506',
  '504b0606',
  '504b0607',
  '504b0708',
  'ffffffff',
  '00000000',
  'ffff',
  '0000',
  '7fffffff',
  '80000000',
  '01000000',
]
const MOST = 6

/** Changes bytes anywhere: flips, cuts, copies, and the numbers that headers are made of. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed: Buffer = Buffer.from(bytes)
  for (let times = 1 + random.below(MOST); times > 0; times--) changed = once(changed, random)
  return changed
}

function once(bytes: Buffer, random: Random): Buffer {
  if (bytes.length < 4) return Buffer.concat([bytes, Buffer.from('PK')])
  const at = place(bytes, random)
  const length = 1 + random.below(random.chance(0.8) ? 8 : 400)
  switch (random.below(8)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
      return bytes
    case 1:
      bytes[at] = random.below(256)
      return bytes
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    case 3:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(Array.from({ length }, () => random.below(256))),
        bytes.subarray(at),
      ])
    case 4:
      return Buffer.from(bytes.subarray(0, Math.max(1, at)))
    case 5: {
      const from = random.below(bytes.length)
      bytes.copy(bytes, at, from, Math.min(bytes.length, from + length))
      return bytes
    }
    case 6:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)])
    default:
      Buffer.from(random.pick(SIGNATURES), 'hex').copy(bytes, at)
      return bytes
  }
}

/** Half of the changes strike where an archive has its headers; most bytes of a file are packed data. */
function place(bytes: Buffer, random: Random): number {
  const anywhere = random.below(bytes.length)
  if (random.chance(0.5)) return anywhere
  const header = bytes.indexOf('PK', anywhere, 'latin1')
  return header < 0
    ? Math.max(0, bytes.length - 1 - random.below(100))
    : Math.min(bytes.length - 1, header + random.below(60))
}
