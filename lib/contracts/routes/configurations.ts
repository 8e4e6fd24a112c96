import { z } from 'zod'
import {
  configurationChange,
  newConfiguration,
  savedConfiguration,
  savedConfigurationLine,
} from '../saved-configurations.ts'
import { id, type Route } from './route.ts'

const configurationPath = z.object({ configurationId: id })

/** Saved import configurations. */
export const configurationsRoutes = {
  listConfigurations: {
    method: 'GET',
    path: '/import-configurations',
    summary: 'The saved import configurations of the company',
    status: 200,
    response: z.object({ importConfigurations: z.array(savedConfigurationLine).readonly() }),
  },
  createConfiguration: {
    method: 'POST',
    path: '/import-configurations',
    summary: 'Save an import configuration under a name',
    status: 201,
    body: newConfiguration,
    response: savedConfiguration,
  },
  getConfiguration: {
    method: 'GET',
    path: '/import-configurations/{configurationId}',
    summary: 'One saved import configuration',
    status: 200,
    pathParameters: configurationPath,
    response: savedConfiguration,
  },
  putConfiguration: {
    method: 'PUT',
    path: '/import-configurations/{configurationId}',
    summary: 'Replace a saved import configuration, of the revision that was seen',
    status: 200,
    pathParameters: configurationPath,
    body: configurationChange,
    response: savedConfiguration,
  },
  deleteConfiguration: {
    method: 'DELETE',
    path: '/import-configurations/{configurationId}',
    summary: 'Forget a saved import configuration; imports that began with it keep theirs',
    status: 204,
    pathParameters: configurationPath,
  },
} as const satisfies Record<string, Route>
