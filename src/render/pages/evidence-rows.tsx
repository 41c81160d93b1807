import type { Edition } from "../../model/edition.ts";
import type { Evidence } from "../../model/story.ts";
import { durationText } from "../format-date.ts";
import { fill, stringsOf, type Strings } from "../strings/index.ts";

const HOUR = 3_600_000;

/** The evidence that links two reports, one row for each kind. Renders nothing if every row is empty. */
export function EvidenceRows({
  evidence,
  edition,
  link = null,
}: {
  evidence: Omit<Evidence, "nearest" | "sameTextAs">;
  edition: Edition;
  link?: number | null;
}) {
  const { by, score, threshold, names, words, numbers, hours } = evidence;
  const strings = stringsOf(edition.language);
  const withMinimum = (probability: number): string =>
    fill(strings.matchMinimum, percent(probability, strings), percent(threshold, strings));
  const rows: [name: string, value: string][] = [
    [strings.names, names.join(", ")],
    [strings.words, words.join(", ")],
    [strings.numbers, numbers.join(", ")],
    [
      strings.apart,
      hours === null ? "" : (durationText(hours * HOUR, strings) ?? strings.sameTime),
    ],
    [
      strings.match,
      by !== "likeness"
        ? ""
        : link === null
          ? withMinimum(score)
          : fill(strings.matchOnly, percent(score, strings)),
    ],
    [strings.wholeStories, by === "likeness" && link !== null ? withMinimum(link) : ""],
  ];
  const filled = rows.filter(([, value]) => value !== "");
  return filled.length === 0 ? null : (
    <dl>
      {filled.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const percent = (probability: number, strings: Strings): string =>
  probability > 0.99 && probability < 1 ? strings.over : String(Math.round(probability * 100));
