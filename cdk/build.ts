import { join } from 'node:path'
import { App, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { z } from 'zod'
import { MusterStack, type MusterProps, type MusterSettings } from './stack.ts'

/** The folder of the repository. */
export const ROOT = join(import.meta.dirname, '..')

/** Settings as the context has them: text, as `-c name=value` gives it, or as `cdk.json` has it. */
const settings = z.object({
  mailFrom: z.email().exactOptional(),
  webUrl: z
    .url({ protocol: /^https?$/ })
    .refine((text) => new URL(text).href === `${new URL(text).origin}/`, 'The pages are at the root of a host: no path')
    .transform((text) => new URL(text).origin)
    .exactOptional(),
  certificateArn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
      'CloudFront takes certificates of us-east-1 only',
    )
    .exactOptional(),
  origins: z
    .union([z.string().transform((text) => text.split(',')), z.array(z.string())])
    .pipe(z.array(z.url({ protocol: /^https?$/ })).min(1))
    .exactOptional(),
  signInDomain: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
    .exactOptional(),
  alarmMail: z.email().exactOptional(),
  removalPolicy: z.enum({ retain: RemovalPolicy.RETAIN, destroy: RemovalPolicy.DESTROY }).exactOptional(),
}) satisfies z.ZodType<MusterSettings>

/** Ways of CDK that Muster relies on, here and not in `cdk.json`, so that they hold without the CDK's command line as well. */
const FLAGS = {
  // What CloudFormation's own schemas find wrong is an error and not a warning.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  // The bucket's accesses are logged by permission of a bucket policy; the old way needs ACLs.
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  // Where in the code each resource was made is written nowhere we look, and finding out takes most of the synthesis.
  'aws:cdk:disable-stack-trace': true,
} as const

export interface BuildOptions {
  /** The bundles of the functions. */
  readonly code: MusterProps['code']
  /** The files of the web application. @default - none are deployed */
  readonly pages?: MusterProps['pages']
  /** Where the cloud assembly goes. @default - where the CDK's command line says, else a temporary folder */
  readonly outdir?: string
  /** Values of `MusterSettings`. @default - those of the CDK's command line */
  readonly context?: Readonly<Record<string, unknown>>
  /** The folder of the state machines' definitions. @default - statemachine/ */
  readonly definitions?: string
  /**
   * Whether the synthesis holds the template against the AwsSolutions rules and CloudFormation's schemas: some seconds,
   * which a template that is only run on this machine does not need.
   * @default true
   */
  readonly checked?: boolean
}

/**
 * The CDK app with its one stack, ready for `synth()`.
 *
 * @throws ZodError naming a context value that makes no sense
 */
export function buildApp(options: BuildOptions): { app: App; stack: MusterStack } {
  const { code, context = {}, definitions = join(ROOT, 'statemachine'), checked = true, outdir, pages } = options
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: checked,
    context: { ...FLAGS, ...context },
    ...(outdir === undefined ? {} : { outdir }),
  })
  const values = Object.keys(settings.shape).map((name): [string, unknown] => [name, app.node.tryGetContext(name)])
  const stack = new MusterStack(app, 'Muster', {
    ...settings.parse(Object.fromEntries(values.filter(([, value]) => value !== undefined))),
    code,
    definitions,
    ...(pages === undefined ? {} : { pages }),
  })
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { app, stack }
}
