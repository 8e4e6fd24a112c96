import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'

export interface RecordsProps {
  readonly removalPolicy: RemovalPolicy
}

/**
 * The two tables. `state`: companies, users, imports, decisions, locks, restore points. `records`: what users keep,
 * with a partition per user; what was in the recycle bin for its time is removed by the table itself. They are apart so that a
 * role can be given one without the other.
 */
export class Records extends Construct {
  readonly stateTable: Table
  readonly recordsTable: Table

  constructor(scope: Construct, id: string, { removalPolicy }: RecordsProps) {
    super(scope, id)
    const table = (name: string, timeToLiveAttribute?: string) =>
      new Table(this, name, {
        partitionKey: { name: 'pk', type: AttributeType.STRING },
        sortKey: { name: 'sk', type: AttributeType.STRING },
        timeToLiveAttribute,
        billingMode: BillingMode.PAY_PER_REQUEST,
        encryption: TableEncryption.AWS_MANAGED,
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
        removalPolicy,
      })
    this.stateTable = table('State')
    this.recordsTable = table('Records', 'expires')
  }
}
