import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'

export interface NotificationsProps {
  /** The address mails come from. */
  readonly mailFrom: string
}

/** The sender of Muster's mails. Functions that may mail may do so from this address only. */
export class Notifications extends Construct {
  readonly from: string
  readonly identityArn: string

  constructor(scope: Construct, id: string, { mailFrom }: NotificationsProps) {
    super(scope, id)
    this.from = mailFrom
    this.identityArn = new EmailIdentity(this, 'Sender', { identity: Identity.email(mailFrom) }).emailIdentityArn
  }
}
