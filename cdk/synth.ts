import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { Source } from 'aws-cdk-lib/aws-s3-deployment'
import { buildApp, ROOT } from './build.ts'
import { bundleFunctions } from './bundle.ts'
import { buildWeb } from './web.ts'

export interface Synthesized {
  /** The CloudFormation template, JSON. */
  readonly templatePath: string
  /** The folder that `asset.<hash>` of the template's assets are in. */
  readonly assetsDir: string
}

export interface SynthesizeOptions {
  /** Whether to hold the template against the rules it is deployed by; takes some seconds. @default false */
  readonly checked?: boolean
  /** The folder of the built web application. @default - the template deploys none: whoever runs it here serves it alone */
  readonly pages?: string
}

/**
 * Bundles the functions and makes the CloudFormation template with its assets, without an account, a network or the CDK's
 * command line.
 *
 * @param outdir the folder to make them in
 * @param context values of `MusterSettings` (cdk/stack.ts), as `-c name=value` would give them
 * @throws Error if a function has no file, a context value makes no sense, or (`checked`) a rule is broken
 */
export async function synthesize(
  outdir: string,
  context: Readonly<Record<string, unknown>> = {},
  { checked = false, pages }: SynthesizeOptions = {},
): Promise<Synthesized> {
  // A folder of one's own, since several may synthesize at once; always as deep in the tree, so that source maps, which
  // name their sources relative to it, and the hash of the archive stay the same.
  const dist = join(ROOT, 'dist')
  await mkdir(dist, { recursive: true })
  const bundles = await mkdtemp(join(dist, 'functions-'))
  try {
    await bundleFunctions(ROOT, bundles)
    const { app, stack } = buildApp({
      code: Code.fromAsset(bundles),
      // CloudFront compresses by itself.
      ...(pages === undefined ? {} : { pages: Source.asset(pages, { exclude: ['*.br', '*.gz'] }) }),
      outdir: resolve(outdir),
      context,
      checked,
    })
    const { directory } = app.synth()
    return { templatePath: join(directory, stack.templateFile), assetsDir: directory }
  } finally {
    await rm(bundles, { recursive: true, force: true })
  }
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
  // The CDK's command line runs this too (cdk.json), and says where it wants it.
  const { templatePath } = await synthesize(process.env.CDK_OUTDIR ?? join(ROOT, 'cdk.out'), context, {
    checked: true,
    pages: await buildWeb(),
  })
  process.stderr.write(`${templatePath}\n`)
}
