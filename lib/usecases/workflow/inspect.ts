import { inspectionKey } from '../../contracts/keys.ts'
import { driftOf } from '../../domain/drift.ts'
import type { Import } from '../../domain/imports.ts'
import { sparingOthers } from '../../domain/rejected-rows.ts'
import { suggestConfiguration } from '../../domain/suggest.ts'
import type { Ports } from '../../ports/ports.ts'
import { openWorkbook } from '../../readers/open.ts'
import { refuseSeveralSheets } from '../../readers/inspecting/sheets.ts'
import { earlierSettings } from '../earlier-settings.ts'
import type { InspectionFile } from '../inspection-file.ts'
import { orAbort } from './aborting.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'
import { inspectFor } from './inspect-for.ts'
import { settingsFromStart } from './settings-from-start.ts'
import { recordTypeOf } from '../record-type-of.ts'
import { readStored } from '../stored.ts'
import { wantsToStop } from './wants-to-stop.ts'

type Deps = Pick<
  Ports,
  | 'getImport'
  | 'listImportUsers'
  | 'updateImport'
  | 'openFile'
  | 'readJson'
  | 'writeJson'
  | 'listUsers'
  | 'getUser'
  | 'getCustomFields'
  | 'getMappingHistory'
  | 'now'
  | 'logger'
>
type Output = { next: 'settings' | 'split' | 'aborted' | 'cancel' }

/**
 * Reads the uploaded file once, says what is in it, and suggests its settings.
 * The settings are known if they came with the start and fit the file, or if the suggestion was asked for and is complete.
 */
export const inspect =
  (deps: Deps) =>
  async (input: OfImport): Promise<Output> => {
    const item = await loadImport(deps, input)
    if (await wantsToStop(deps, item)) return { next: 'cancel' }
    return orAbort(deps, item, async () => {
      const { file, item: inspected } = await inspectOnce(deps, item)
      if (inspected.settingsRound === inspected.round) return { next: 'split' as const }
      const settings = await settingsFromStart(deps, inspected, file)
      if (settings === undefined) return { next: 'settings' as const }
      await changeImport(deps, inspected, {
        configuration: sparingOthers(settings, file.inspection.columns),
        settingsRound: inspected.round,
      })
      return { next: 'split' as const }
    })
  }

async function inspectOnce(deps: Deps, item: Import): Promise<{ file: InspectionFile; item: Import }> {
  if (item.inspectionKey !== undefined) {
    return { file: await readStored<InspectionFile>(deps, item.inspectionKey), item }
  }
  const file = await inspectFile(deps, item)
  const key = inspectionKey(item.companyId, item.id)
  await deps.writeJson(key, file)
  return { file, item: await changeImport(deps, item, { inspectionKey: key }) }
}

async function inspectFile(deps: Deps, item: Import): Promise<InspectionFile> {
  if (item.object === undefined) throw new Error('The import has no object.')
  const workbook = await openWorkbook(await deps.openFile(item.object.key, item.object.versionId))
  const inspection = await inspectFor(workbook, item.configuration)
  refuseSeveralSheets(inspection)
  const { sheet, headerRow, columns, notation } = inspection
  const type = await recordTypeOf(deps, item.companyId, item.recordType)
  const history = await deps.getMappingHistory(item.companyId, item.recordType)
  const suggested = suggestConfiguration({
    recordType: type,
    sheet,
    headerRow,
    columns,
    // A part of a larger file may lack the row that proves how the whole is written.
    notation: item.suggested?.notation ?? notation,
    users: await deps.listUsers(item.companyId),
    history,
    wanted: {
      by: item.suggested?.assign,
      column: item.suggested?.assignColumn,
      mode: item.suggested?.mode,
      corrections: item.suggested?.corrections,
    },
  })
  const suggestion = (await earlierSettings(deps, item, type, inspection)) ?? suggested
  const { configuration } = item
  const sheets = inspection.sheets.map(({ name }) => name)
  const file = { sheet, headerRow, columns, sheets }
  const drift = configuration && driftOf({ recordType: type, configuration, file, history })
  return { inspection, suggestion, ...(drift === undefined ? {} : { drift }) }
}
