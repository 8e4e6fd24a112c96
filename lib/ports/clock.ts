/** Now, as ISO text in UTC. */
export type Now = () => string
/** A new identifier, sortable by the time it was made. */
export type NewId = () => string
