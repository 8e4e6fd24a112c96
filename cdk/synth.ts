import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp, BUNDLES, ROOT } from './build.ts'
import { bundleFunctions } from './bundle.ts'

export interface Synthesized {
  /** The CloudFormation template, JSON. */
  readonly templatePath: string
  /** The folder that `asset.<hash>` of the template's assets are in. */
  readonly assetsDir: string
}

/**
 * Bundles the functions and makes the CloudFormation template with its assets, without an account, a network or the CDK's
 * command line.
 *
 * @param outdir the folder to make them in
 * @param context values of `MusterSettings` (cdk/stack.ts), as `-c name=value` would give them
 * @throws Error if a function has no file, a context value makes no sense, or a rule of cdk-nag is broken
 */
export async function synthesize(
  outdir: string,
  context: Readonly<Record<string, unknown>> = {},
): Promise<Synthesized> {
  await bundleFunctions(ROOT, BUNDLES)
  const { app, stack } = buildApp({ outdir: resolve(outdir), context })
  const { directory } = app.synth()
  return { templatePath: join(directory, stack.templateFile), assetsDir: directory }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { context: { type: 'string', short: 'c', multiple: true, default: [] } } })
  const context = Object.fromEntries(
    values.context.map((pair) => {
      const split = pair.indexOf('=')
      if (split < 1) throw new Error(`A context value is name=value; this is not: ${pair}`)
      return [pair.slice(0, split), pair.slice(split + 1)]
    }),
  )
  const { templatePath } = await synthesize(join(ROOT, 'cdk.out'), context)
  process.stdout.write(`${templatePath}\n`)
}
