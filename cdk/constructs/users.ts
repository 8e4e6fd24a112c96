import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
  VerificationEmailStyle,
} from 'aws-cdk-lib/aws-cognito'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import { signInAddress } from './sign-in.ts'

export interface UsersProps {
  /** Adds the company and the e-mail address to access tokens (`functions/events/add-claims.ts`). */
  readonly addClaims: IFunction
  /** Where the web application is, without a slash at the end; signing in and out comes back there. */
  readonly webUrl: string
  /** First part of the host name of the sign-in page, unique in the region. */
  readonly signInDomain: string
  readonly removalPolicy: RemovalPolicy
}

/** The scope every route asks for; an ID token has none, so that it cannot pass for an access token. */
export const API_SCOPE = 'muster/api'

/** What the web application asks for when somebody signs in. */
export const WEB_SCOPES = ['openid', 'email', API_SCOPE] as const

/** Who may sign in: a user pool whose accounts an administrator creates, each bound to one company for good. */
export class Users extends Construct {
  readonly pool: UserPool
  readonly webClient: UserPoolClient
  /** Who the tokens are from, and where OpenID Connect's discovery begins. */
  readonly issuer: string
  readonly signInUrl: string

  constructor(scope: Construct, id: string, { addClaims, webUrl, signInDomain, removalPolicy }: UsersProps) {
    super(scope, id)

    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: { company: new StringAttribute({ mutable: false, minLen: 1, maxLen: 64 }) },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userVerification: { emailStyle: VerificationEmailStyle.CODE },
      // Claims in access tokens need at least this plan.
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy,
    })
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, addClaims, LambdaVersion.V2_0)
    acknowledge(
      this.pool,
      'COG8',
      'The plus plan adds risk scores of sign-ins for a price per user; accounts here are few, created by administrators, and need a second factor.',
    )

    const scope_ = new ResourceServerScope({ scopeName: 'api', scopeDescription: 'Use Muster' })
    const server = this.pool.addResourceServer('Api', { identifier: 'muster', scopes: [scope_] })

    this.webClient = this.pool.addClient('Web', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.resourceServer(server, scope_)],
        callbackUrls: [`${webUrl}/`],
        logoutUrls: [`${webUrl}/`],
      },
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(7),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // A person is found by the e-mail address in the token: whoever could change it could become somebody else.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true, locale: true }),
    })

    this.issuer = `https://cognito-idp.${Aws.REGION}.amazonaws.com/${this.pool.userPoolId}`
    this.pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: signInDomain } })
    this.signInUrl = signInAddress(signInDomain)
  }
}
