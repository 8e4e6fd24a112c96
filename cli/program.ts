import { Command } from 'commander'
import { addAuditCommand } from './commands/audit.ts'
import { addConfigsCommands } from './commands/configs.ts'
import { addCompanyCommands } from './commands/company.ts'
import { addFieldsCommands } from './commands/fields.ts'
import { addImportCommand } from './commands/import.ts'
import { addImportsCommands } from './commands/imports.ts'
import { addInspectCommand } from './commands/inspect.ts'
import { addRecordsCommands } from './commands/records.ts'
import { addRecycleBinCommands } from './commands/recycle-bin.ts'
import { addRestorePointCommands } from './commands/restore-points.ts'
import { addRestoreCommands } from './commands/restores.ts'
import { addRowsCommand } from './commands/rows.ts'
import { addSplitCommand } from './commands/split.ts'
import { addTokenCommand } from './commands/token.ts'
import { addUsersCommands } from './commands/users.ts'
import { addGlobalOptions } from './invocation.ts'

const AFTER_HELP = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule (limits, permission, another import is running, …),
4 done, but rows were rejected or in conflict, 5 the file cannot be read.

Examples:
  $ muster inspect customers.xlsx
  $ muster import customers.xlsx --type customers --as anna.huber@nordwind.example
  $ muster import customers.xlsx --type customers --decide import-all --json > summary.json`

/** The whole command line, ready to parse arguments. */
export function program(): Command {
  const root = addGlobalOptions(new Command('muster'))
    .description('Import one spreadsheet into the accounts of many field representatives.')
    .addHelpText('after', AFTER_HELP)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
  addInspectCommand(root)
  addRowsCommand(root)
  addSplitCommand(root)
  addImportCommand(root)
  addImportsCommands(root)
  addConfigsCommands(root)
  addUsersCommands(root)
  addRecordsCommands(root)
  addRecycleBinCommands(root)
  addRestorePointCommands(root)
  addRestoreCommands(root)
  addFieldsCommands(root)
  addCompanyCommands(root)
  addAuditCommand(root)
  addTokenCommand(root)
  inherit(root)
  return root
}

/** Subcommands take over how errors end and help looks; commander copies this only to commands made by name. */
function inherit(parent: Command): void {
  for (const child of parent.commands) {
    child.copyInheritedSettings(parent)
    inherit(child)
  }
}
