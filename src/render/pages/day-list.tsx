import type { Edition } from "../../model/edition.ts";
import { dailyDayPath } from "../../model/ids.ts";
import type { Entry } from "../entry.ts";

/** Days as links to their pages, each with its first headlines. */
export function DayList({ days, edition }: { days: readonly Entry[]; edition: Edition }) {
  return (
    <ul class="rows days">
      {days.map(({ key, title, summary }) => (
        <li>
          <a href={dailyDayPath(key)}>{title}</a>
          <bdi lang={edition.language}>{summary}</bdi>
        </li>
      ))}
    </ul>
  );
}
