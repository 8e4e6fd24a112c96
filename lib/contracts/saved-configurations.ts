import { z } from 'zod'
import { importConfiguration } from './configuration.ts'
import { person, recordTypeName, timestamp } from './schemas.ts'

/** What the API says of saved import configurations. */

const LONGEST_NAME = 100

const revision = z.number().int().min(1)

export const savedConfigurationLine = z.object({
  id: z.string(),
  name: z.string(),
  recordType: recordTypeName,
  createdBy: person,
  createdAt: timestamp,
  updatedBy: person,
  updatedAt: timestamp,
  revision,
  lastUsedAt: timestamp.optional().meta({ description: 'When an import last began with it.' }),
})

export const savedConfiguration = savedConfigurationLine.extend({ configuration: importConfiguration })

export const newConfiguration = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_NAME)
    .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'holds control characters or halves of characters')
    .meta({ description: 'Unique in the company, without case.' }),
  configuration: importConfiguration,
})

/** `revision` is the one that was seen: another one now means that somebody else changed it meanwhile. */
export const configurationChange = newConfiguration.extend({ revision })
