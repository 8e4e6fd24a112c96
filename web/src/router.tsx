import type { i18n } from 'i18next'
import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { FaultPage } from './layout/fault-page.tsx'
import { NotFoundPage } from './layout/not-found-page.tsx'
import { Shell } from './layout/shell.tsx'
import { HomePage } from './pages/home/home-page.tsx'
import { loadPatiently } from './patience.ts'
import { loadAllTexts } from './texts/languages.ts'

/** A page that is loaded when it is needed. */
type Later = (path: string, load: () => Promise<ComponentType>) => RouteObject

/** Every page by its address. */
const pages = (later: Later): RouteObject[] => [
  { index: true, Component: HomePage },
  later('imports/new', async () => (await import('./pages/new-import/new-import-page.tsx')).NewImportPage),
  later('imports', async () => (await import('./pages/imports/imports-page.tsx')).ImportsPage),
  later(
    'imports/:importId/users/:userId',
    async () => (await import('./pages/import/user/user-page.tsx')).ImportUserPage,
  ),
  later('approvals/:approvalId', async () => (await import('./pages/approval/approval-page.tsx')).ApprovalPage),
  later('imports/:importId', async () => (await import('./pages/import/import-page.tsx')).ImportPage),
  later('users', async () => (await import('./pages/users/users-page.tsx')).UsersPage),
  later('users/new', async () => (await import('./pages/users/new-user-page.tsx')).NewUserPage),
  later('users/import', async () => (await import('./pages/users/import-accounts-page.tsx')).ImportAccountsPage),
  later('users/:userId', async () => (await import('./pages/users/edit-user-page.tsx')).EditUserPage),
  later('users/:userId/records/:type', async () => (await import('./pages/records/records-page.tsx')).RecordsPage),
  later(
    'users/:userId/records/:type/new',
    async () => (await import('./pages/records/new-record-page.tsx')).NewRecordPage,
  ),
  later(
    'users/:userId/records/:type/:recordId',
    async () => (await import('./pages/records/record-page.tsx')).RecordPage,
  ),
  later(
    'users/:userId/recycle-bin',
    async () => (await import('./pages/recycle-bin/recycle-bin-page.tsx')).RecycleBinPage,
  ),
  later('settings', async () => (await import('./pages/settings/settings-page.tsx')).SettingsPage),
  later(
    'restore-points',
    async () => (await import('./pages/restore-points/restore-points-page.tsx')).RestorePointsPage,
  ),
  later(
    'restore-points/:restorePointId/restore',
    async () => (await import('./pages/restore/restore-page.tsx')).RestorePage,
  ),
  later('imports/:importId/undo', async () => (await import('./pages/undo/undo-import-page.tsx')).UndoImportPage),
  later('restores', async () => (await import('./pages/restores/restores-page.tsx')).RestoresPage),
  later(
    'restores/:restoreId',
    async () => (await import('./pages/restores/restore-detail-page.tsx')).RestoreDetailPage,
  ),
  later('restores/:restoreId/undo', async () => (await import('./pages/undo/undo-restore-page.tsx')).UndoRestorePage),
  later('audit', async () => (await import('./pages/audit/audit-page.tsx')).AuditPage),
  later('accessibility', async () => (await import('./pages/accessibility/accessibility-page.tsx')).AccessibilityPage),
  later(
    'custom-fields/:type?',
    async () => (await import('./pages/custom-fields/custom-fields-page.tsx')).CustomFieldsPage,
  ),
  later(
    'configurations',
    async () => (await import('./pages/configurations/configurations-page.tsx')).ConfigurationsPage,
  ),
  later(
    'configurations/:configurationId',
    async () => (await import('./pages/configurations/configuration-page.tsx')).ConfigurationPage,
  ),
  { path: '*', Component: NotFoundPage },
]

/** @param texts get what the pages say as soon as one is needed that is not the first */
export function createRouter(texts: i18n) {
  const later: Later = (path, load) => ({
    path,
    lazy: async () => {
      const [Component] = await loadPatiently(() => Promise.all([load(), loadAllTexts(texts)]))
      return { Component }
    },
  })
  return createBrowserRouter([
    { Component: Shell, ErrorBoundary: FaultPage, HydrateFallback: () => null, children: pages(later) },
  ])
}
