import type { Features } from "../features/extract.ts";

/** A filed report, as it is stored and restored. */
export interface FiledReport {
  id: string;
  story: string;
  /** When the story was opened, as an increasing number, such as the row id of the story. */
  opened: number;
  features: Features;
}
