/** The only style sheet. It loads no web font, and follows the visitor's light or dark setting. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: #fbf8f1;
  --ink: #1c1914;
  --soft: #5a5244;
  --line: #dfd6c5;
  --accent: #9a2a10;
  --wash: #f4e9dc;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Noto Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15130f;
    --ink: #ece5d8;
    --soft: #b7ae9d;
    --line: #3a342a;
    --accent: #f3a183;
    --wash: #2a2019;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.6 var(--sans);
  overflow-wrap: anywhere;
}
main, .masthead > div, .colophon > div { width: min(100% - 2.5rem, 66rem); margin-inline: auto; }
main { padding-block: clamp(1.2rem, 3vw, 2rem); min-height: 60vh; }
main:focus { outline: none; }
h1, h2, h3 { font-family: var(--serif); line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.7rem, 1.4rem + 1.4vw, 2.3rem); line-height: 1.15; letter-spacing: -0.015em; }
h1 + * { margin-top: 0.6rem; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 1rem; padding-top: 0.8rem; border-top: 1px solid var(--ink); }
h3 { font-size: 1.2rem; }
p { margin: 0 0 1rem; }
p, li, dd { text-wrap: pretty; }
a { color: inherit; text-decoration: underline 1px var(--accent); text-underline-offset: 0.2em; }
a:hover { color: var(--accent); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
ul, ol, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
code { font: 0.88em/1.5 var(--mono); }
p > code:not(.long) { white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--paper); z-index: 1; }
.meta { color: var(--soft); font-size: 0.9rem; line-height: 1.5; }

.masthead { border-bottom: 4px double var(--ink); }
.masthead > div { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 2rem; padding-block: 0.5rem; }
.brand { display: inline-flex; align-items: center; gap: 0.6rem; font: 700 1.35rem/1.3 var(--serif); letter-spacing: -0.01em; text-decoration: none; padding-block: 0.3rem; }
.brand svg { color: var(--accent); flex: none; }
.masthead nav { display: flex; flex-wrap: wrap; gap: 0 1.15rem; font-size: 0.95rem; }
.masthead nav a { text-decoration: none; padding-block: 0.4rem; border-block: 2px solid transparent; }
.masthead nav a:hover { border-bottom-color: var(--accent); }
.masthead nav [aria-current] { border-bottom-color: var(--accent); font-weight: 600; }

.lead { max-width: 46rem; margin-bottom: 1.4rem; }
.lead p { margin: 0.4rem 0 0; }
.order, .feeds { color: var(--soft); font-size: 0.9rem; }
.feeds { display: flex; flex-wrap: wrap; gap: 0 0.9rem; }
.button { display: inline-block; padding: 0.45rem 1.1rem; border: 2px solid var(--accent); border-radius: 6px; font: 650 1rem/1.4 var(--sans); background: var(--accent); color: var(--paper); text-decoration: none; cursor: pointer; }
.button.quiet { background: none; color: var(--accent); font-weight: 500; border-width: 1px; padding: calc(0.45rem + 1px) calc(1.1rem + 1px); }
.button:hover { color: var(--paper); text-decoration: underline; }
.button.quiet:hover { color: var(--accent); }
.empty { border: 1px dashed var(--line); padding: clamp(1.5rem, 6vw, 2.5rem) 1.5rem; font: 1.1rem/1.6 var(--serif); color: var(--soft); text-align: center; text-wrap: balance; }

.fold { flex: none; width: 2.4rem; height: 1.3rem; fill: none; stroke: var(--accent); stroke-width: 1.8; stroke-linecap: round; }
.meta b { color: var(--accent); font-weight: 600; }

.stories { border-top: 1px solid var(--ink); }
.card { display: grid; grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); gap: 0.4rem 2.5rem; padding: 0.85rem 0; border-bottom: 1px solid var(--line); }
.stories .card :is(h2, h3) { font-size: 1.18rem; margin: 0; padding: 0; border: 0; }
.card.large { padding-block: 1.1rem; }
.stories .card.large :is(h2, h3) { font-size: clamp(1.4rem, 1.2rem + 0.9vw, 1.75rem); line-height: 1.18; }
.card :is(h2, h3) a, .briefs li > a { text-decoration: none; }
.card :is(h2, h3) a:hover, .briefs li > a:hover { text-decoration: underline; text-decoration-thickness: 1px; }
.card .summary { font: 1rem/1.5 var(--serif); color: var(--soft); margin: 0.4rem 0 0; }
.card .meta { margin: 0.25rem 0 0; }
.headlines { font-size: 0.92rem; line-height: 1.4; }
.headlines li { padding-block: 0.12rem; }
.headlines b { font-weight: 600; color: var(--soft); }
.headlines b::after { content: ":"; }
.headlines a { text-decoration-color: color-mix(in srgb, var(--accent) 45%, transparent); }
.headlines .rest { color: var(--soft); }
.briefs { padding-block: 0.45rem; border-bottom: 1px solid var(--line); }
.briefs li { padding-block: 0.16rem; line-height: 1.45; }
.briefs li > a { font-weight: 500; }
.briefs .meta { font-size: 0.85rem; }
.briefs .meta > :first-child { font-weight: 600; }
.older { margin-top: 1.5rem; }

.tags, .index { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; }
.tags { margin: 1.5rem 0 0.8rem; font-size: 0.9rem; color: var(--soft); }
.tags a { display: inline-block; padding-block: 0.15rem; text-decoration: none; }
.tags a:hover { text-decoration: underline; }
.tags li::before { content: "#"; opacity: 0.7; }
.index { gap: 0.35rem 1.8rem; }
.rows { border-top: 1px solid var(--line); margin: 0.9rem 0 1.2rem; }
.rows > *, .outlets > li { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 0.1rem 1.2rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.rows.days > * { grid-template-columns: 19rem minmax(0, 1fr); }
.rows dt { font-weight: 600; }
.rows :is(dd, dd p) { color: var(--soft); margin: 0; }
.outlets { margin: 1rem 0 1.6rem; border-top: 1px solid var(--line); }
.outlets > li > span { color: var(--soft); }
.polling { max-width: none; }

.story { max-width: 50rem; margin-inline: auto; }
.story header > .meta { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.7rem; margin-bottom: 0.45rem; }
.story h1 { font-size: clamp(1.8rem, 1.4rem + 1.7vw, 2.5rem); margin-bottom: 1rem; }
.story .summary { font: clamp(1.08rem, 1rem + 0.4vw, 1.18rem)/1.55 var(--serif); }
.words { margin-top: 2rem; }
.words > summary { font: 600 1.2rem/1.3 var(--serif); color: var(--ink); }
.words dl > div { grid-template-columns: minmax(8rem, 14rem) minmax(0, 1fr); padding-block: 0.25rem; }
.words .shared dd { font-weight: 600; }
.facts td { color: var(--soft); }
.facts, .health { table-layout: fixed; }
@media (min-width: 43.01rem) {
  :is(.facts, .health) th:first-child { width: 22%; }
  .facts th:nth-child(3) { width: 15%; }
  .facts th:nth-child(4) { width: 20%; }
}

.spread { margin: 0 0 1.8rem; }
.spread > svg { display: block; overflow: hidden; font: min(0.82rem, 3.6vw)/1 var(--sans); }
.spread text { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 5px; stroke-linejoin: round; }
.spread .inside { stroke: none; }
.spread .axis { fill: var(--soft); stroke: none; }
.spread .tick { stroke: var(--line); }
.spread .thread { fill: none; stroke: var(--accent); stroke-width: 2px; stroke-opacity: 0.5; vector-effect: non-scaling-stroke; }
.spread .mark { fill: var(--accent); stroke: var(--paper); stroke-width: 2px; }
.spread .mark.copy { fill: var(--paper); stroke: var(--accent); }
.spread .span { fill: color-mix(in srgb, var(--accent) 17%, var(--paper)); }
.spread .span.copy { fill: var(--paper); stroke: var(--accent); }
.spread .unknown { stroke: var(--soft); stroke-dasharray: 4 5; }
.spread .unknown:not(.mark) { fill: none; }
.spread figcaption { color: var(--soft); font-size: 0.87rem; line-height: 1.5; }

.reports { list-style: none; }
.reports > li { padding: 1.2rem 0 1.1rem; border-top: 1px solid var(--line); }
.reports .meta { display: flex; flex-wrap: wrap; gap: 0 0.9rem; align-items: baseline; margin-bottom: 0.25rem; }
.outlet { color: var(--accent); font-size: 1.02rem; font-weight: 700; text-decoration-color: transparent; }
.note { font-style: italic; }
.amended { color: var(--accent); }
.reports h3 { line-height: 1.3; margin-bottom: 0.45rem; }
.reports h3 > * { display: block; }
.reports h3 a { text-decoration-color: color-mix(in srgb, var(--accent) 45%, transparent); }
.reports > li > p { margin-bottom: 0.45rem; }
.reports .copy { padding-inline-start: 1.2rem; border-inline-start: 3px double var(--line); }
.same { font-style: italic; color: var(--soft); }
.about, details { color: var(--soft); font-size: 0.87rem; line-height: 1.5; }
.reports > li > .about { margin: -0.1rem 0 0.5rem; }
summary { cursor: pointer; width: fit-content; padding-block: 0.15rem; }
summary:hover { color: var(--accent); }
details p { margin: 0.3rem 0; }
details[open] { border-inline-start: 3px solid var(--line); padding-inline-start: 0.9rem; margin-block: 0.3rem 0.6rem; }
details dl > div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: 0 0.8rem; }
.disagreements { background: var(--wash); padding: 0.1rem clamp(1.1rem, 4vw, 1.8rem) 1.3rem; margin-top: 1.6rem; }
.disagreements h2 { margin-top: 1.1rem; border-top: 0; padding-top: 0; }
.disagreements li + li { margin-top: 0.8rem; padding-top: 0.8rem; border-top: 1px solid var(--line); }
.changes { list-style: none; }
.changes > li { padding: 0.9rem 0 0.8rem; border-top: 1px solid var(--line); }
.changes > li:first-child { border-top: 0; padding-top: 0; }
.changes :is(p, ul) { margin-bottom: 0.3rem; }
.changes li li { color: var(--soft); font-size: 0.95rem; padding-inline-start: 1.2rem; }

.prose { max-width: 46rem; }
.prose .opening { font: 1.12rem/1.55 var(--serif); color: var(--soft); margin-top: 1rem; }
.prose h3 { margin: 2rem 0 0.8rem; }
.members { font-size: 0.95rem; }
.members dd { margin: 0 0 0.7rem; color: var(--soft); }
@media (min-width: 40rem) { .members > div { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 1rem; } }
.copyable { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: stretch; }
.copyable code { flex: 1 1 18rem; -webkit-user-select: all; user-select: all; background: var(--wash); border: 1px solid var(--line); border-radius: 5px; padding: 0.45rem 0.7rem; }
.copy-button { flex: none; font: 600 0.92rem/1.4 var(--sans); color: var(--accent); background: none; border: 1px solid var(--accent); border-radius: 5px; padding: 0.35rem 0.9rem; cursor: pointer; }
@media (scripting: none) { .copy-button { display: none; } }
.choice { border: 1px solid var(--line); border-radius: 8px; padding: 0.9rem clamp(0.9rem, 3vw, 1.3rem) 0.6rem; margin: 1rem 0; }
.choice > h2 { margin: 0; padding: 0; border: 0; font-size: 1.2rem; }
.choice > p { margin: 0.2rem 0 0.6rem; color: var(--soft); }
.choice:first-of-type { border-color: var(--accent); border-width: 2px; }
.choice .stories { margin-bottom: 0.6rem; }
.choice .card { grid-template-columns: minmax(0, 1fr); }
.errors { border: 2px solid var(--accent); border-radius: 6px; padding: 0.7rem 1rem; margin-bottom: 1rem; }
.errors p { margin: 0; }
.long { display: block; margin-top: 0.3rem; padding: 0.5rem 0.8rem; background: var(--wash); }
.form { margin: 1.2rem 0 1.6rem; }
.form :is(.field, fieldset) { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0.2rem 1.2rem; align-items: baseline; border: 0; border-top: 1px solid var(--line); margin: 0; padding: 0.6rem 0; min-width: 0; }
.form .field > label, legend { font-weight: 600; padding: 0; }
.form legend { float: left; }
.form fieldset label { display: block; }
.form small { display: block; color: var(--soft); font-size: 0.87rem; }
input:is([type="search"], [type="text"], [type="number"], [type="date"]), select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 5px; padding: 0.4rem 0.6rem; max-width: 100%; }
input:is([type="search"], [type="text"]) { width: 100%; }
input:is([type="checkbox"], [type="radio"]) { accent-color: var(--accent); width: 1.15rem; height: 1.15rem; margin: 0 0.35rem 0 0; vertical-align: -0.15rem; }
.search { display: flex; flex-wrap: wrap; gap: 0.6rem; margin-block: 1.2rem; }
.search input { flex: 1 1 14rem; width: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; line-height: 1.45; margin-bottom: 1.2rem; }
th, td { text-align: start; vertical-align: top; padding: 0.5rem 0.8rem 0.5rem 0; border-bottom: 1px solid var(--line); }

.health { width: 100%; border-collapse: collapse; font-size: 0.92rem; line-height: 1.4; }
.health :is(th, td) { text-align: start; vertical-align: top; padding: 0.6rem 0.8rem 0.6rem 0; border-bottom: 1px solid var(--line); }
.health .notes { display: block; color: var(--soft); font-weight: 400; overflow-wrap: anywhere; }
.error { display: block; color: var(--accent); }
@media (max-width: 43rem) {
  :is(.health, .facts) :is(tbody, tr, th, td) { display: block; width: auto; padding-right: 0; }
  :is(.health, .facts) thead { display: none; }
  :is(.health, .facts) tr { padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
  :is(.health, .facts) :is(th, td) { border: 0; padding-block: 0.1rem; }
  :is(.health, .facts) td::before { content: attr(data-name) ": "; color: var(--soft); }
}

.colophon { border-top: 1px solid var(--line); color: var(--soft); font-size: 0.92rem; padding-block: 1.2rem 2.2rem; }
.colophon > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.4rem 2rem; }
.colophon p { margin: 0; }
.colophon ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; }
.colophon li a { display: inline-block; padding-block: 0.1rem; }

@media (max-width: 36rem) {
  .masthead nav { gap: 0 0.85rem; font-size: 0.9rem; }
  .masthead nav a { padding-block: 0.25rem; }
  .card .meta > span, .briefs .meta { display: block; }
  .story header > .meta > span { flex-basis: 100%; }
  .card, .rows > *, .rows.days > *, .outlets > li, .words dl > div, .form :is(.field, fieldset) { grid-template-columns: minmax(0, 1fr); }
}
@page { margin: 2cm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --wash: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000; font-size: 10.5pt; }
  .masthead nav, .skip, .feeds, .older, .copy-button, form, .colophon, details { display: none; }
  main, .masthead > div { width: auto; }
  h1 { font-size: 1.9rem; }
  h1, h2, h3, .meta { break-after: avoid; }
  .disagreements li, .changes > li, .spread, .card { break-inside: avoid; }
  a { text-decoration: none; }
  .disagreements { border: 1px solid var(--line); }
  .reports h3 a::after { content: " " attr(href); display: block; font: 0.75rem/1.4 var(--sans); color: var(--soft); }
}
`;
