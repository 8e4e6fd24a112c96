import { boundedDetails, keptUntil, originOf, type AuditEntry } from '../domain/audit.ts'
import { Problem } from '../domain/problems.ts'
import type { RouteName } from '../contracts/routes.ts'
import type { AppendAudit } from '../ports/audit.ts'
import { AUDITS, type Audited, type AuditedRoute } from './audits.ts'
import type { Basics } from './deps.ts'
import type { HttpEvent, RouteRequest, RouteResponse } from './requests.ts'

/** The trail, which only functions that change something can add to. */
export type AuditDeps<Name extends RouteName> = Name extends AuditedRoute
  ? { readonly appendAudit: AppendAudit }
  : { readonly appendAudit?: AppendAudit }

const byRoute: { readonly [Name in RouteName]?: Audited<Name> } = AUDITS

/** What was done could not be written down. To whoever asked that is a fault: the change may have been made. */
class NotWrittenDown extends Error {
  override readonly name = 'NotWrittenDown'
}

/** `done`, or the code of the refusal; whatever is no refusal is a fault. */
const codeOf = (error: unknown): AuditEntry['outcome'] => (error instanceof Problem ? error.code : 'internal')

/**
 * Runs a request and writes down that it was made, by whom, from where and how it ended, before anybody is answered.
 * What is no proper request of the route (`invalid-request`) is not written down.
 * @throws what `act` throws; NotWrittenDown, a fault, if the entry could not be written
 */
export async function audited<Name extends RouteName>(
  name: Name,
  deps: Pick<Basics, 'now' | 'newId' | 'logger'> & { readonly appendAudit?: AppendAudit },
  event: Pick<HttpEvent, 'requestContext'>,
  request: RouteRequest<Name>,
  act: () => Promise<RouteResponse<Name>>,
): Promise<RouteResponse<Name>> {
  const declared = byRoute[name]
  if (declared === undefined || declared.when?.(request) === false) return act()
  const { appendAudit } = deps
  if (appendAudit === undefined) throw new Error(`The route ${name} has no audit trail to write to.`)

  // The time it came: what follows from it in the workflow may be written down before this is.
  const at = deps.now()
  const writeDown = async (outcome: AuditEntry['outcome'], answer?: RouteResponse<Name>) => {
    const { sourceIp, userAgent } = event.requestContext.http
    const entry: AuditEntry = {
      id: deps.newId(),
      at,
      by: request.person,
      action: declared.action,
      subject: declared.subject(request, answer),
      outcome,
      from: originOf(sourceIp, userAgent ?? ''),
      details: boundedDetails(declared.details?.(request, answer) ?? {}),
    }
    try {
      await appendAudit(request.company.id, entry, keptUntil(at, request.company.auditDays))
    } catch (cause) {
      throw new NotWrittenDown(`${declared.action} (${outcome}) could not be written into the audit trail.`, { cause })
    }
  }

  let answer: RouteResponse<Name>
  try {
    answer = await act()
  } catch (error) {
    const outcome = codeOf(error)
    if (outcome !== 'invalid-request') {
      await writeDown(outcome).catch((unwritten: unknown) => {
        // What is thrown now hides what went wrong before it.
        deps.logger.error(`Route ${name} was refused or failed`, { outcome, error })
        throw unwritten
      })
    }
    throw error
  }
  await writeDown('done', answer)
  return answer
}
