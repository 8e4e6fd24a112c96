import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { configurationSchema } from '../lib/contracts/configuration.ts'

/** Writes the JSON Schema of the import configuration into docs/: `node scripts/write-configuration-schema.ts`. */
const path = fileURLToPath(new URL('../docs/import-configuration.schema.json', import.meta.url))
const options = await resolveConfig(path)
const text = await format(JSON.stringify(configurationSchema()), { ...options, filepath: path })
await writeFile(path, text)
