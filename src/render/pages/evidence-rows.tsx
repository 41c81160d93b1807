import type { Evidence } from "../../model/story.ts";
import { number } from "./common.tsx";

/** What two reports share, and how sure the program is, row by row. Nothing where there is nothing to tell. */
export function EvidenceRows({
  evidence,
  link = null,
}: {
  evidence: Omit<Evidence, "nearest" | "sameTextAs">;
  link?: number | null;
}) {
  const { by, score, threshold, names, words, numbers, hours } = evidence;
  const asks = `; the story asks for ${percent(threshold)}`;
  const rows: [name: string, value: string][] = [
    ["Names", names.join(", ")],
    ["Words", words.join(", ")],
    ["Numbers", numbers.join(", ")],
    ["Apart", hours === null ? "" : apart(hours)],
    ["Certainty", by === "likeness" ? percent(score) + (link === null ? asks : "") : ""],
    ["As wholes", by === "likeness" && link !== null ? percent(link) + asks : ""],
  ];
  const said = rows.filter(([, value]) => value !== "");
  return said.length === 0 ? null : (
    <dl>
      {said.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const percent = (chance: number): string =>
  chance > 0.99 && chance < 1 ? "over 99 %" : `${Math.round(chance * 100)} %`;

function apart(hours: number): string {
  if (hours < 1 / 60) return "published at one time, as far as is known";
  if (hours < 1) return number(Math.max(1, Math.round(hours * 60)), "minute");
  return hours < 48 ? number(Math.round(hours), "hour") : number(Math.round(hours / 24), "day");
}
