import { z } from 'zod'
import { newRestorePoint, pointQuery, restorePoint, restorePointChange } from '../restore-points.ts'
import { newRestore, restore, restoreChange, restoreLine } from '../restores.ts'
import { RESTORE_ACTIONS } from '../../domain/restores.ts'
import { page, pageQuery, spreadsheetQuery } from '../schemas.ts'
import { id, importPath, type Route } from './route.ts'

const ofUser = z.string().optional().meta({ description: 'Only of this user, by ID or e-mail address.' })

/** The way back: restore points, restores, undos. */
export const restoringRoutes = {
  listRestorePoints: {
    method: 'GET',
    path: '/restore-points',
    summary: 'Restore points, newest first',
    status: 200,
    query: pointQuery,
    response: z.object({ restorePoints: z.array(restorePoint).readonly(), ...page }),
  },
  createRestorePoint: {
    method: 'POST',
    path: '/restore-points',
    summary: 'Make a restore point by hand',
    status: 202,
    body: newRestorePoint,
    response: restorePoint,
  },
  getRestorePoint: {
    method: 'GET',
    path: '/restore-points/{restorePointId}',
    summary: 'One restore point',
    status: 200,
    pathParameters: z.object({ restorePointId: id }),
    response: restorePoint,
  },
  updateRestorePoint: {
    method: 'PATCH',
    path: '/restore-points/{restorePointId}',
    summary: 'Pin a restore point, so that it is kept until it is deleted; unpin or rename it',
    status: 200,
    pathParameters: z.object({ restorePointId: id }),
    body: restorePointChange,
    response: restorePoint,
  },
  deleteRestorePoint: {
    method: 'DELETE',
    path: '/restore-points/{restorePointId}',
    summary: 'Delete a restore point with all it holds; a pinned one has to be unpinned first',
    status: 204,
    pathParameters: z.object({ restorePointId: id }),
  },
  startRestore: {
    method: 'POST',
    path: '/restore-points/{restorePointId}/restore',
    summary: 'Put the company, or some users, back to a restore point; or say what that would change',
    status: 202,
    pathParameters: z.object({ restorePointId: id }),
    body: newRestore,
    response: restore,
  },
  listRestores: {
    method: 'GET',
    path: '/restores',
    summary: 'Restores and undos, newest first',
    status: 200,
    query: pageQuery,
    response: z.object({ restores: z.array(restoreLine).readonly(), ...page }),
  },
  getRestore: {
    method: 'GET',
    path: '/restores/{restoreId}',
    summary: 'The state of a restore',
    status: 200,
    pathParameters: z.object({ restoreId: id }),
    response: restore,
  },
  listRestoreChanges: {
    method: 'GET',
    path: '/restores/{restoreId}/changes',
    summary: 'What a restore or undo changes, or would change, record by record: what is lost, what stays',
    status: 200,
    pathParameters: z.object({ restoreId: id }),
    query: pageQuery.extend({
      user: ofUser,
      action: z.enum(RESTORE_ACTIONS).optional(),
    }),
    response: z.object({ changes: z.array(restoreChange).readonly(), ...page }),
  },
  getRestoreReport: {
    method: 'GET',
    path: '/restores/{restoreId}/report',
    summary: 'The same as a spreadsheet',
    status: 200,
    pathParameters: z.object({ restoreId: id }),
    query: z.object({ ...spreadsheetQuery, user: ofUser }),
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'],
  },
  undoRestore: {
    method: 'POST',
    path: '/restores/{restoreId}/undo',
    summary: 'Take back a restore or an undo, and leave what was edited since',
    status: 202,
    pathParameters: z.object({ restoreId: id }),
    body: newRestore,
    response: restore,
  },
  undoImport: {
    method: 'POST',
    path: '/imports/{importId}/undo',
    summary: 'Take back what an import changed, field by field, and leave what was edited since',
    status: 202,
    pathParameters: importPath,
    body: newRestore,
    response: restore,
  },
} as const satisfies Record<string, Route>
