import type { Edition } from "../../model/edition.ts";
import { durationText, publishedText } from "../format-date.ts";
import type { Entry } from "../entry.ts";
import { fill, pageLanguage, stringsOf, type Strings } from "../strings/index.ts";
import { timeline, type TimelineMark } from "../timeline.ts";

/** Heights in pixels: of a row, of the margin above the first row, and of the axis below the last. */
const ROW_HEIGHT = 26;
const TOP_MARGIN = 8;
const AXIS_HEIGHT = 30;

/** Width of the nested drawing of the curves, in its own units; it is stretched to the width of the figure. */
const CURVES_WIDTH = 1000;

/** Maximum length of an outlet's name next to a mark, in narrow characters: what fits on a phone. */
const MAX_NAME_WIDTH = 20;

/**
 * The figure of how a story spread: each report is a mark on a timeline, with a curve to its nearest report.
 * Positions along the axis are percentages, so that the figure fits any width while its text keeps its size. The axis counts
 * from the first report, so that it needs no time zone.
 */
export function TimelineFigure({ entry, edition }: { entry: Entry; edition: Edition }) {
  const strings = stringsOf(edition.language);
  const layout = timeline(entry.reports);
  if (layout === null) return null;
  const { marks, ticks, rest } = layout;
  const bottom = TOP_MARGIN + marks.length * ROW_HEIGHT;
  const height = bottom + AXIS_HEIGHT;
  return (
    <figure class="spread">
      <svg width="100%" height={height} role="img" aria-labelledby="spread-title spread-text">
        <title id="spread-title">{strings.spreadTitle}</title>
        <desc id="spread-text">{textAlternative(entry, edition)}</desc>
        {ticks.map(({ at, elapsed }) => (
          <>
            <line class="tick" x1={percent(at)} x2={percent(at)} y1={TOP_MARGIN} y2={bottom + 6} />
            <text class="axis" x={percent(at)} y={bottom + 22} text-anchor={anchor(at)}>
              {tickLabel(elapsed, strings)}
            </text>
          </>
        ))}
        <svg
          width="100%"
          height={height}
          viewBox={`0 0 ${CURVES_WIDTH} ${height}`}
          preserveAspectRatio="none"
        >
          <path class="thread" d={marks.map((mark, row) => curve(marks, mark, row)).join("")} />
        </svg>
        {marks.map((mark, row) => (
          <Row mark={mark} y={TOP_MARGIN + row * ROW_HEIGHT + ROW_HEIGHT / 2} />
        ))}
      </svg>
      <figcaption>
        {caption(marks, strings)}
        {rest > 0 && ` ${strings.notDrawn(rest)}`}
      </figcaption>
    </figure>
  );
}

function Row({ mark: { report, kind, doubt, from, to }, y }: { mark: TimelineMark; y: number }) {
  const variant = `${report.copyOf === null ? "" : " copy"}${doubt === "estimate" ? " unknown" : ""}`;
  const name = truncated(report.outlet.name);
  if (kind === "moment") {
    // In the right half of the figure there is more room to the left of the mark.
    const before = from > 0.5;
    return (
      <>
        <circle class={`mark${variant}`} cx={percent(from)} cy={y} r="6" />
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
        class={kind === "day" ? `span${variant}` : "span unknown"}
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

/** SVG path data of the curve between a report's row and the row of its nearest report; empty if there is none. */
function curve(marks: readonly TimelineMark[], mark: TimelineMark, row: number): string {
  const other = mark.nearest === null ? undefined : marks[mark.nearest];
  if (!other || mark.nearest === null || other === mark) return "";
  // A report known to the day starts at the beginning of its bar; one without a date has no position.
  if (mark.kind === "unknown" || other.kind === "unknown") return "";
  const [upper, lower] = mark.nearest < row ? [other, mark] : [mark, other];
  const [high, low] = [Math.min(row, mark.nearest), Math.max(row, mark.nearest)].map(
    (place) => TOP_MARGIN + place * ROW_HEIGHT + ROW_HEIGHT / 2,
  ) as [number, number];
  const x1 = Math.round(upper.from * CURVES_WIDTH);
  const x2 = Math.round(lower.from * CURVES_WIDTH);
  return `M${x1} ${high}C${x1} ${low} ${x1} ${low} ${x2} ${low}`;
}

/** "0 min", "30 min", "2 h". */
const tickLabel = (elapsed: number, strings: Strings): string =>
  durationText(elapsed, strings) ?? strings.minutes(0);

function caption(marks: readonly TimelineMark[], strings: Strings): string {
  const has = (test: (mark: TimelineMark) => boolean): boolean => marks.some(test);
  return [
    strings.spreadAxis,
    has(({ nearest }) => nearest !== null) && strings.spreadLine,
    has(({ kind }) => kind === "day") && strings.spreadDay,
    has(({ kind, doubt }) => kind === "unknown" || doubt === "estimate") && strings.spreadDashed,
    has(({ doubt }) => doubt === "zone") && strings.spreadZone,
    has(({ report }) => report.copyOf !== null) && strings.spreadHollow,
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");
}

/** The text alternative of the figure, for screen readers. */
function textAlternative({ reports, outlets }: Entry, edition: Edition): string {
  const first = reports[0];
  const last = reports.at(-1);
  if (!first || !last) return "";
  const strings = stringsOf(edition.language);
  const [from, to] = [first, last].map(
    ({ outlet, published }) =>
      `${outlet.name}, ${publishedText(published, pageLanguage(edition.language), strings)}`,
  );
  return fill(
    strings.spreadText,
    strings.reports(reports.length),
    strings.outlets(outlets.length),
    from ?? "",
    to ?? "",
  );
}

const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`;

/** Alignment of a tick's label: at either end of the axis it stays inside the figure. */
const anchor = (at: number): string => (at < 0.08 ? "start" : at > 0.92 ? "end" : "middle");

/** Truncates a name to the room that there is. East Asian characters and emoji count as two. */
function truncated(name: string): string {
  let room = MAX_NAME_WIDTH;
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
