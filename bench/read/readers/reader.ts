/** Takes one row's values, as the reader gives them. */
export type See = (cells: readonly unknown[]) => void

/** One way to read a file: hands over every row of the first sheet from the top, the header among them. */
export type Read = (path: string, see: See) => Promise<void>

/** A floor reads without understanding; it answers how many bytes came out. */
export type Floor = (path: string) => Promise<number>
