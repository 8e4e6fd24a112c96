import { companyRoutes } from './routes/company.ts'
import { configurationsRoutes } from './routes/configurations.ts'
import { importsRoutes } from './routes/imports.ts'
import { recordsRoutes } from './routes/records.ts'
import { restoringRoutes } from './routes/restoring.ts'
import type { Route } from './routes/route.ts'

/** All routes by name. The Lambda behind `decideUser` is `functions/api/decide-user.ts`. */
export const routes = {
  ...companyRoutes,
  ...recordsRoutes,
  ...importsRoutes,
  ...configurationsRoutes,
  ...restoringRoutes,
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
