/** A refusal by the storage endpoint, with S3's own code and HTTP status. */
export class S3Error extends Error {
  readonly code: string
  readonly status: number

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'S3Error'
    this.status = status
    this.code = code
  }
}

/** The answer to everything that Muster does not use: better refused than pretended. */
export function notImplemented(what: string): S3Error {
  return new S3Error(501, 'NotImplemented', `${what} is not implemented`)
}
