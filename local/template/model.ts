/** A table, as CreateTable takes it (without the name's surroundings). */
export interface TableSpec {
  readonly name: string
  readonly attributes: readonly { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[]
  readonly keys: readonly { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[]
  readonly indexes: readonly unknown[]
}

export interface CorsRule {
  readonly origins: readonly string[]
  readonly methods: readonly string[]
  readonly headers: readonly string[]
  readonly exposed: readonly string[]
  readonly maxAgeSeconds?: number | undefined
}

export interface BucketSpec {
  readonly name: string
  readonly versioned: boolean
  readonly cors: readonly CorsRule[]
  /** Whether changes are told to the event bus. */
  readonly events: boolean
}

export interface FunctionSpec {
  readonly name: string
  readonly arn: string
  /** Folder with the bundled code. */
  readonly codeFolder: string
  /** `file.export`, as Lambda has it. */
  readonly handler: string
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutSeconds: number
  readonly memoryMb: number
}

export interface StateMachineSpec {
  readonly name: string
  readonly arn: string
  readonly definition: unknown
}

export interface TargetSpec {
  /** Of a function or a state machine. */
  readonly arn: string
  readonly input?: string | undefined
  readonly inputPath?: string | undefined
  readonly transformer?: { readonly paths: Readonly<Record<string, string>>; readonly template: string } | undefined
  readonly retries: number
  readonly maximumAgeSeconds: number
}

export interface RuleSpec {
  readonly name: string
  readonly arn: string
  readonly pattern?: Readonly<Record<string, unknown>> | undefined
  /** `rate(…)` or `cron(…)`. */
  readonly schedule?: string | undefined
  readonly targets: readonly TargetSpec[]
}

export interface AuthorizerSpec {
  readonly issuer: string
  readonly audiences: readonly string[]
}

export interface RouteSpec {
  /** `GET /v1/users/{userId}`, `ANY /x/{proxy+}` or `$default`. */
  readonly routeKey: string
  readonly functionArn: string
  readonly authorizer?: AuthorizerSpec | undefined
  readonly scopes: readonly string[]
}

export interface ApiSpec {
  readonly id: string
  readonly cors?: (CorsRule & { readonly credentials: boolean }) | undefined
  readonly routes: readonly RouteSpec[]
}

/** A browser or command line that may sign people in. */
export interface ClientSpec {
  readonly id: string
  readonly callbackUrls: readonly string[]
  readonly logoutUrls: readonly string[]
  /** What it may ask for. */
  readonly scopes: readonly string[]
}

/** How a distribution serves the web application. */
export interface SiteSpec {
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>
  /** Source text of the CloudFront function that runs for each request; undefined if there is none. */
  readonly rewrite: string | undefined
}

/** Everything the embedded cloud runs, read from a template. */
export interface CloudSpec {
  readonly tables: readonly TableSpec[]
  readonly buckets: readonly BucketSpec[]
  readonly functions: readonly FunctionSpec[]
  readonly stateMachines: readonly StateMachineSpec[]
  readonly rules: readonly RuleSpec[]
  readonly api: ApiSpec | undefined
  readonly clients: readonly ClientSpec[]
  readonly site: SiteSpec | undefined
}
