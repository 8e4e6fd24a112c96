import { text } from 'node:stream/consumers'
import { S3Error } from './errors.ts'
import { existing, versionHeader } from './objects.ts'
import type { StorageRequest } from './request.ts'
import type { Store, StoredObject } from './store.ts'
import { checkedTags } from './tags.ts'
import { parseTagging, toXml } from './xml.ts'

/** GetObjectTagging */
export function getTags({ bucket, key, query, response }: StorageRequest, store: Store): void {
  const object = tagged(existing(store, bucket, key, query['versionId']))
  const Tag = Object.entries(object.tags).map(([Key, Value]) => ({ Key, Value }))
  response
    .writeHead(200, { 'content-type': 'application/xml', ...versionHeader(object) })
    .end(toXml('Tagging', { TagSet: { Tag } }))
}

/** PutObjectTagging: the tags replace those that were there. */
export async function putTags({ bucket, key, query, message, response }: StorageRequest, store: Store): Promise<void> {
  const tags = checkedTags(parseTagging(await text(message)).map(({ Key, Value }) => [Key, Value]))
  const object = tagged(existing(store, bucket, key, query['versionId']))
  store.tag(object, tags)
  response.writeHead(200, versionHeader(object)).end()
}

function tagged(object: StoredObject): StoredObject {
  if (object.isDeleteMarker) throw new S3Error(405, 'MethodNotAllowed', 'A delete marker has no tags')
  return object
}
