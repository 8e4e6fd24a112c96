import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'

export interface AuditTrailProps {
  readonly removalPolicy: RemovalPolicy
}

/** The attribute that says, in seconds since 1970, when an entry may go. */
const EXPIRES = 'expires'

/**
 * Who did what: a table of its own, so that no role that changes anything else can change or remove an entry. Functions add
 * and read; what is too old is taken away by the table itself.
 */
export class AuditTrail extends Construct {
  readonly table: Table

  constructor(scope: Construct, id: string, { removalPolicy }: AuditTrailProps) {
    super(scope, id)
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: EXPIRES,
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy,
    })
  }
}
