/** Writes one event as one line of the log. */
export type Log = (event: Readonly<Record<string, unknown>>) => void;
