import { XMLBuilder, XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { S3Error } from './errors.ts'

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: false })
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'Object' || name === 'Part' || name === 'Tag',
})

/** An answer in S3's namespace. Arrays become repeated elements, `undefined` nothing. */
export function toXml(root: string, content: Readonly<Record<string, unknown>>): string {
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    [root]: { '@xmlns': 'http://s3.amazonaws.com/doc/2006-03-01/', ...content },
  })
}

const deletion = z.object({
  Delete: z.object({
    Object: z.array(z.object({ Key: z.string(), VersionId: z.string().optional() })).max(1000),
    Quiet: z.string().optional(),
  }),
})

const completion = z.object({
  CompleteMultipartUpload: z.object({
    Part: z.array(z.object({ PartNumber: z.coerce.number().int(), ETag: z.string() })),
  }),
})

const tagging = z.object({
  Tagging: z.object({
    // An empty set is an empty text.
    TagSet: z.union([
      z.object({ Tag: z.array(z.object({ Key: z.string(), Value: z.string() })) }),
      z.literal('').transform(() => ({ Tag: [] })),
    ]),
  }),
})

/** @throws S3Error MalformedXML */
export function parseTagging(text: string): z.output<typeof tagging>['Tagging']['TagSet']['Tag'] {
  return parse(text, tagging).Tagging.TagSet.Tag
}

/** @throws S3Error MalformedXML */
export function parseDeletion(text: string): z.output<typeof deletion>['Delete'] {
  return parse(text, deletion).Delete
}

/** @throws S3Error MalformedXML */
export function parseCompletion(text: string): z.output<typeof completion>['CompleteMultipartUpload']['Part'] {
  return parse(text, completion).CompleteMultipartUpload.Part
}

function parse<Shape extends z.ZodType>(text: string, shape: Shape): z.output<Shape> {
  const parsed = shape.safeParse(parser.parse(text))
  if (parsed.success) return parsed.data
  throw new S3Error(400, 'MalformedXML', 'The XML is not what this operation takes')
}
