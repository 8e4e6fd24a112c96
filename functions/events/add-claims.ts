import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'

/**
 * Cognito's pre token generation (V2): puts the company and the e-mail address of the account into the access token.
 * Both are attributes that only administrators of the user pool may write, so that a claim can be trusted as the tenant.
 */
export async function handler(event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> {
  const { email = '', 'custom:company': company = '' } = event.request.userAttributes
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: { company, email } } },
    },
  }
}
