/** A filed report, as it is stored and restored. */
export interface FiledReport {
  id: string;
  story: string;
  /** When the story was opened, as an increasing number, such as the row id of the story. */
  opened: number;
  /** Its encoded features. They start at a multiple of four bytes in their buffer. */
  features: Uint8Array<ArrayBuffer>;
}
