import { expect, it } from '@jest/globals'
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'
import { handler } from '../../functions/events/add-claims.ts'

it('puts company and e-mail address of the account into the access token, and into no other', async () => {
  const event = {
    version: '2',
    triggerSource: 'TokenGeneration_HostedAuth',
    region: 'eu-central-1',
    userPoolId: 'pool',
    userName: 'u-1',
    callerContext: { awsSdkVersion: '1', clientId: 'client' },
    request: {
      userAttributes: { sub: 'u-1', email: 'anna@alpha.test', 'custom:company': 'alpha' },
      groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: undefined },
      scopes: ['openid', 'muster/api'],
    },
    response: { claimsAndScopeOverrideDetails: null },
  } as unknown as PreTokenGenerationV2TriggerEvent
  const { response, request } = await handler(event)
  expect(response).toEqual({
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: { company: 'alpha', email: 'anna@alpha.test' } },
    },
  })
  expect(request).toBe(event.request)
})
