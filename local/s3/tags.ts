import { S3Error } from './errors.ts'
import type { ObjectHead } from './store.ts'

type Tags = ObjectHead['tags']

/** S3's own bounds of a tag set: tags, and characters of a key and of a value. */
const MOST_TAGS = 10
const LONGEST_KEY = 128
const LONGEST_VALUE = 256

/**
 * The tags a PUT or a multipart upload brings along, as its header has them: `keep=30&for=all`, encoded like a query.
 * @throws S3Error
 */
export function tagsOfHeader(header: string): Tags {
  return checkedTags([...new URLSearchParams(header)])
}

/**
 * The tags as S3 takes them.
 * @throws S3Error
 */
export function checkedTags(tags: readonly (readonly [string, string])[]): Tags {
  if (tags.length > MOST_TAGS) throw new S3Error(400, 'BadRequest', `Object tags cannot be greater than ${MOST_TAGS}`)
  if (tags.some(([key, value]) => key === '' || key.length > LONGEST_KEY || value.length > LONGEST_VALUE)) {
    throw new S3Error(400, 'InvalidTag', 'The tag key or value is not valid')
  }
  const set = new Map(tags)
  if (set.size < tags.length) throw new S3Error(400, 'InvalidTag', 'Cannot provide multiple Tags with the same key')
  return Object.fromEntries(set)
}
