#!/usr/bin/env node
// Plain JavaScript, so that a Node too old to run TypeScript files can still say what it lacks.
const [major = 0] = process.versions.node.split('.').map(Number)

if (major >= 24) {
  await import('./main.ts')
} else {
  process.stderr.write(
    `muster needs Node 24; this is Node ${process.versions.node}.\n` +
      'Start it with "npx muster …" in its folder, which uses the Node that npm installed there.\n',
  )
  process.exitCode = 1
}
