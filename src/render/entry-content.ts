import type { Edition } from "../model/edition.ts";
import { dayHtml, dayText } from "./day-html.tsx";
import { entryHtml, entryText } from "./entry-html.tsx";
import type { Entry } from "./entry.ts";
import { isDay } from "./day-entry.ts";

/** The content of an entry, of a story or of a day, as safe HTML. */
export const contentHtml = (shown: Entry, edition: Edition): string =>
  isDay(shown) ? dayHtml(shown, edition) : entryHtml(shown, edition);

/** The same content as plain text, for feed readers without HTML. */
export const contentText = (shown: Entry, edition: Edition): string =>
  isDay(shown) ? dayText(shown, edition) : entryText(shown, edition);
