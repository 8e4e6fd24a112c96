import type { AppendAudit, ListAudit } from './audit.ts'
import type { Log } from './log.ts'
import type { Now, NewId } from './clock.ts'
import type { GetChange, ListChanges, ForgetChange } from './changes.ts'
import type { GetCompany, PutCompany, ListUsers, GetUser, FindUserByEmail, PutUser, RemoveUser } from './companies.ts'
import type { GetCustomFields, PutCustomFields } from './custom-fields.ts'
import type {
  ListConfigurations,
  GetConfiguration,
  PutConfiguration,
  RemoveConfiguration,
  NoteConfigurationUsed,
} from './configurations.ts'
import type { StartExecution, ExecutionArn, DescribeExecution } from './executions.ts'
import type {
  OpenFile,
  ReadJson,
  FindJson,
  WriteJson,
  ReadLines,
  ReadTexts,
  WriteLines,
  WriteTexts,
  HashObject,
  ListKeys,
  TagObjects,
  RemoveObjects,
  PresignUpload,
} from './files.ts'
import type {
  GetImport,
  CreateImport,
  ListImports,
  UpdateImport,
  ListImportUsers,
  GetImportUser,
  PutImportUser,
  RemoveImportUser,
  OpenApproval,
  GetApproval,
  FindApproval,
  DecideApproval,
  CloseApproval,
  MarkNotified,
  GetAnswer,
  GetTaskToken,
  SendTaskSuccess,
} from './imports.ts'
import type { TakeLock, ReleaseLock, GetLockOwner, ListLocks } from './locks.ts'
import type { GetMappingHistory, PutMappingHistory } from './mapping-history.ts'
import type { SendMail } from './notifications.ts'
import type {
  ReadRecords,
  ReadEtags,
  ReadRecordTexts,
  ListRecords,
  RecordCursor,
  GetRecord,
  WriteNewRecords,
  WriteRecord,
  HasRecords,
} from './records.ts'
import type {
  PutRestorePoint,
  ChangeRestorePoint,
  RemoveRestorePoint,
  ListExpiries,
  ForgetExpiry,
  GetRestorePoint,
  ListRestorePoints,
  PutRestore,
  GetRestore,
  ListRestores,
  ListUndone,
  ListAllUndone,
  MarkUndone,
  ClearUndone,
} from './restore-points.ts'

/** Every port by the name under which use cases ask for it: each declares its own `Pick`. */
export interface Ports {
  readonly now: Now
  readonly newId: NewId
  readonly getCompany: GetCompany
  readonly putCompany: PutCompany
  readonly getCustomFields: GetCustomFields
  readonly putCustomFields: PutCustomFields
  readonly listUsers: ListUsers
  readonly getUser: GetUser
  readonly findUserByEmail: FindUserByEmail
  readonly putUser: PutUser
  readonly removeUser: RemoveUser
  readonly listConfigurations: ListConfigurations
  readonly getConfiguration: GetConfiguration
  readonly putConfiguration: PutConfiguration
  readonly removeConfiguration: RemoveConfiguration
  readonly noteConfigurationUsed: NoteConfigurationUsed
  readonly getMappingHistory: GetMappingHistory
  readonly putMappingHistory: PutMappingHistory
  readonly openFile: OpenFile
  readonly readJson: ReadJson
  readonly findJson: FindJson
  readonly writeJson: WriteJson
  readonly readLines: ReadLines
  readonly readTexts: ReadTexts
  readonly writeLines: WriteLines
  readonly writeTexts: WriteTexts
  readonly hashObject: HashObject
  readonly listKeys: ListKeys
  readonly tagObjects: TagObjects
  readonly removeObjects: RemoveObjects
  readonly presignUpload: PresignUpload
  readonly getImport: GetImport
  readonly createImport: CreateImport
  readonly listImports: ListImports
  readonly updateImport: UpdateImport
  readonly listImportUsers: ListImportUsers
  readonly getImportUser: GetImportUser
  readonly putImportUser: PutImportUser
  readonly removeImportUser: RemoveImportUser
  readonly openApproval: OpenApproval
  readonly getApproval: GetApproval
  readonly findApproval: FindApproval
  readonly decideApproval: DecideApproval
  readonly markNotified: MarkNotified
  readonly closeApproval: CloseApproval
  readonly getAnswer: GetAnswer
  readonly getTaskToken: GetTaskToken
  readonly sendTaskSuccess: SendTaskSuccess
  readonly takeLock: TakeLock
  readonly releaseLock: ReleaseLock
  readonly getLockOwner: GetLockOwner
  readonly listLocks: ListLocks
  readonly sendMail: SendMail
  readonly readRecords: ReadRecords
  readonly readEtags: ReadEtags
  readonly readRecordTexts: ReadRecordTexts
  readonly listRecords: ListRecords
  readonly recordCursor: RecordCursor
  readonly getRecord: GetRecord
  readonly writeNewRecords: WriteNewRecords
  readonly writeRecord: WriteRecord
  readonly hasRecords: HasRecords
  readonly listChanges: ListChanges
  readonly getChange: GetChange
  readonly forgetChange: ForgetChange
  readonly putRestorePoint: PutRestorePoint
  readonly changeRestorePoint: ChangeRestorePoint
  readonly removeRestorePoint: RemoveRestorePoint
  readonly listExpiries: ListExpiries
  readonly forgetExpiry: ForgetExpiry
  readonly getRestorePoint: GetRestorePoint
  readonly listRestorePoints: ListRestorePoints
  readonly putRestore: PutRestore
  readonly getRestore: GetRestore
  readonly listRestores: ListRestores
  readonly listUndone: ListUndone
  readonly listAllUndone: ListAllUndone
  readonly markUndone: MarkUndone
  readonly clearUndone: ClearUndone
  readonly startImportExecution: StartExecution
  readonly describeImportExecution: DescribeExecution
  readonly startRestoreExecution: StartExecution
  readonly restoreExecutionArn: ExecutionArn
  readonly describeRestoreExecution: DescribeExecution
  readonly appendAudit: AppendAudit
  readonly listAudit: ListAudit
  /** Where the wizard is, for links in mails. */
  readonly webUrl: string
  readonly logger: Log
}
