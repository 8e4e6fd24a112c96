import { Aws } from 'aws-cdk-lib'

/**
 * Where people of the user pool sign in. By its name, since the pool is made after the pages, which have to be allowed to
 * ask there.
 *
 * @param domain first part of the host name
 */
export function signInAddress(domain: string): string {
  return `https://${domain}.auth.${Aws.REGION}.amazoncognito.com`
}
