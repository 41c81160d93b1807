import type { Evidence } from "../../model/story.ts";
import { pluralize } from "./common.tsx";

/** The evidence that links two reports, one row for each kind. Renders nothing if every row is empty. */
export function EvidenceRows({
  evidence,
  link = null,
}: {
  evidence: Omit<Evidence, "nearest" | "sameTextAs">;
  link?: number | null;
}) {
  const { by, score, threshold, names, words, numbers, hours } = evidence;
  const minimum = `; the story asks for ${percent(threshold)}`;
  const rows: [name: string, value: string][] = [
    ["Names", names.join(", ")],
    ["Words", words.join(", ")],
    ["Numbers", numbers.join(", ")],
    ["Apart", hours === null ? "" : apart(hours)],
    ["Certainty", by === "likeness" ? percent(score) + (link === null ? minimum : "") : ""],
    ["As wholes", by === "likeness" && link !== null ? percent(link) + minimum : ""],
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

const percent = (probability: number): string =>
  probability > 0.99 && probability < 1 ? "over 99 %" : `${Math.round(probability * 100)} %`;

function apart(hours: number): string {
  if (hours < 1 / 60) return "published at one time, as far as is known";
  if (hours < 1) return pluralize(Math.max(1, Math.round(hours * 60)), "minute");
  return hours < 48
    ? pluralize(Math.round(hours), "hour")
    : pluralize(Math.round(hours / 24), "day");
}
