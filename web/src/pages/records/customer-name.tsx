import { titleOf, useRecord } from '../../api/records.ts'

/** The name of the customer that a record belongs to; the ID as long as nothing more is known. */
export function CustomerName({ userId, customerId }: { readonly userId: string; readonly customerId: string }) {
  const { data } = useRecord(userId, 'customers', customerId)
  return <>{data === undefined ? customerId : (titleOf(data) ?? customerId)}</>
}
