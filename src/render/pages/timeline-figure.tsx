import { clockText, dateText, publishedText, shortDayText } from "../format-date.ts";
import type { Entry } from "../entry.tsx";
import { timeline, type TimelineMark, type Timeline } from "../timeline.ts";
import { number, PAGE_LANGUAGE } from "./common.tsx";

/** Pixels: a row, and what is above the first and below the last. */
const ROW = 26;
const TOP = 8;
const AXIS = 30;

/** Width of the drawing that holds the curves; it is stretched to the picture's. */
const WIDE = 1000;

/** Letters of an outlet's name that a phone has room for beside a mark. */
const NAME = 20;

/**
 * The picture of how a story spread: every report on a time line, joined to the one that it was found nearest to.
 * Places along the line are percentages, so that it fits any width and its letters stay as large as the others.
 */
export function TimelineFigure({ entry }: { entry: Entry }) {
  const picture = timeline(entry.reports);
  if (picture === null) return null;
  const { marks, ticks, daily, rest } = picture;
  const bottom = TOP + marks.length * ROW;
  const height = bottom + AXIS;
  return (
    <figure class="spread">
      <svg width="100%" height={height} role="img" aria-labelledby="spread-title spread-text">
        <title id="spread-title">How the story spread</title>
        <desc id="spread-text">{inWords(entry, picture)}</desc>
        {ticks.map(({ at, moment }) => (
          <>
            <line class="tick" x1={percent(at)} x2={percent(at)} y1={TOP} y2={bottom + 6} />
            <text class="axis" x={percent(at)} y={bottom + 22} text-anchor={anchor(at)}>
              {daily ? shortDayText(moment, PAGE_LANGUAGE) : clockText(moment, PAGE_LANGUAGE)}
            </text>
          </>
        ))}
        <svg
          width="100%"
          height={height}
          viewBox={`0 0 ${WIDE} ${height}`}
          preserveAspectRatio="none"
        >
          <path class="thread" d={marks.map((mark, row) => thread(marks, mark, row)).join("")} />
        </svg>
        {marks.map((mark, row) => (
          <Row mark={mark} y={TOP + row * ROW + ROW / 2} />
        ))}
      </svg>
      <figcaption>
        {caption(marks)}
        {!daily && ` Times of ${dateText(ticks[0]?.moment ?? 0, PAGE_LANGUAGE, false)}, in UTC.`}
        {rest > 0 && ` ${number(rest, "later report")} not drawn.`}
      </figcaption>
    </figure>
  );
}

function Row({ mark: { report, kind, doubt, from, to }, y }: { mark: TimelineMark; y: number }) {
  const copy = `${report.copyOf === null ? "" : " copy"}${doubt === "estimate" ? " unknown" : ""}`;
  const name = clipped(report.outlet.name);
  if (kind === "moment") {
    // Past the middle there is more room before the mark.
    const before = from > 0.5;
    return (
      <>
        <circle class={`mark${copy}`} cx={percent(from)} cy={y} r="6" />
        <text
          x={percent(from)}
          dx={before ? -13 : 13}
          y={y + 5}
          text-anchor={before ? "end" : "start"}
        >
          {name}
        </text>
      </>
    );
  }
  const inside = to - from > 0.45;
  const before = !inside && from > 0.5;
  return (
    <>
      <rect
        class={kind === "day" ? `span${copy}` : "span unknown"}
        x={percent(from)}
        y={y - 10}
        width={percent(to - from)}
        height="20"
        rx="10"
      />
      <text
        class={inside ? "inside" : ""}
        x={percent(inside || before ? from : to)}
        dx={inside ? 14 : before ? -7 : 7}
        y={y + 5}
        text-anchor={before ? "end" : "start"}
      >
        {name}
      </text>
    </>
  );
}

/** A curve from the row of the nearest report to this one, in the units of the stretched drawing. */
function thread(marks: readonly TimelineMark[], mark: TimelineMark, row: number): string {
  const other = mark.nearest === null ? undefined : marks[mark.nearest];
  if (!other || mark.nearest === null || other === mark) return "";
  // What is nothing but a day begins with it; what has no date has no place to start from.
  if (mark.kind === "unknown" || other.kind === "unknown") return "";
  const [upper, lower] = mark.nearest < row ? [other, mark] : [mark, other];
  const [high, low] = [Math.min(row, mark.nearest), Math.max(row, mark.nearest)].map(
    (place) => TOP + place * ROW + ROW / 2,
  ) as [number, number];
  const x1 = Math.round(upper.from * WIDE);
  const x2 = Math.round(lower.from * WIDE);
  return `M${x1} ${high}C${x1} ${low} ${x1} ${low} ${x2} ${low}`;
}

function caption(marks: readonly TimelineMark[]): string {
  const has = (test: (mark: TimelineMark) => boolean): boolean => marks.some(test);
  return [
    has(({ nearest }) => nearest !== null) &&
      "A line joins each report to the one that it is most like.",
    has(({ kind }) => kind === "day") && "A bar is a day, where the time of day is not known.",
    has(({ kind, doubt }) => kind === "unknown" || doubt === "estimate") &&
      "What is dashed has no date of its outlet’s.",
    has(({ doubt }) => doubt === "zone") &&
      "A time whose zone is not given stands where it would be in UTC.",
    has(({ report }) => report.copyOf !== null) && "A hollow mark is a copy of another’s text.",
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");
}

function inWords({ reports, outlets }: Entry, { rest }: Timeline): string {
  const [first] = reports;
  const last = reports.at(-1);
  if (!first || !last) return "";
  const ends = [first, last].map(
    ({ outlet, published }) => `${outlet.name}, ${publishedText(published, PAGE_LANGUAGE)}`,
  );
  return `${number(reports.length, "report")} from ${number(outlets.length, "outlet")}, from ${ends.join(" to ")}. The list below has ${rest > 0 ? "all of them" : "them all"} in order.`;
}

const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`;

/** Letters at either end of the line stay inside the picture. */
const anchor = (at: number): string => (at < 0.08 ? "start" : at > 0.92 ? "end" : "middle");

/** As much of a name as there is room for; letters of Asia are twice as wide. */
function clipped(name: string): string {
  let room = NAME;
  let kept = "";
  for (const char of name) {
    room -=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{3fffd}]/u.test(
        char,
      )
        ? 2
        : 1;
    if (room < 0) return `${kept.trimEnd()}…`;
    kept += char;
  }
  return kept;
}
