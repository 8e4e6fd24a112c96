import { config } from 'zod'

// Pages may not make code of texts, and whatever tries to is reported. Imported before anything else that makes schemas.
config({ jitless: true })
