/** The CDK app as `cdk.json` runs it for the CDK's command line. */
import { buildApp, BUNDLES, ROOT } from './build.ts'
import { bundleFunctions } from './bundle.ts'

await bundleFunctions(ROOT, BUNDLES)
buildApp().app.synth()
