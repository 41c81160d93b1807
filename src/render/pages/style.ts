/** The one style sheet: no web font, nothing to wait for; light and dark by the visitor's setting. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: #faf7f0;
  --card: #fffdf8;
  --ink: #1d1a15;
  --soft: #575044;
  --line: #ddd5c5;
  --accent: #98290f;
  --wash: #f5e9df;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16140f;
    --card: #1f1c16;
    --ink: #ece5d8;
    --soft: #b9b0a0;
    --line: #3a352b;
    --accent: #f4a184;
    --wash: #2b211a;
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
main, footer, .masthead > div { width: min(100% - 2.5rem, 43rem); margin-inline: auto; }
main:focus { outline: none; }
h1, h2, h3 { font-family: var(--serif); line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.8rem, 1.3rem + 2.4vw, 2.7rem); margin: 0 0 1rem; letter-spacing: -0.015em; }
h2 {
  font: 600 0.8rem/1.4 var(--sans);
  letter-spacing: 0.09em;
  text-transform: uppercase;
  color: var(--soft);
  margin: 3rem 0 1.2rem;
  padding-top: 0.7rem;
  border-top: 2px solid var(--ink);
}
h3 { margin: 0 0 0.5rem; }
p { margin: 0 0 1rem; }
p, li, dd { text-wrap: pretty; }
a { color: inherit; text-decoration: underline 1px var(--accent); text-underline-offset: 0.2em; }
a:hover { color: var(--accent); text-decoration-thickness: 2px; }
:is(h3, .outlets, footer) a { text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
ul, ol, dl { margin: 0; padding: 0; }
ul { list-style: none; }
code { font: 0.9em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--card); z-index: 1; }

.masthead { border-bottom: 1px solid var(--line); margin-bottom: clamp(2rem, 6vw, 3.5rem); }
.masthead > div { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 1.5rem; padding-block: 0.9rem; }
.brand { display: inline-flex; align-items: center; gap: 0.6rem; font: 700 1.3rem/1.3 var(--serif); text-decoration: none; padding-block: 0.3rem; }
.brand svg { color: var(--accent); flex: none; }
.masthead nav { display: flex; flex-wrap: wrap; gap: 0 1.4rem; }
.masthead nav a { text-decoration: none; padding-block: 0.5rem; }
.masthead nav a:hover { text-decoration: underline; }

.lead p { font: 1.2rem/1.5 var(--serif); color: var(--soft); }
.lead .feeds { display: flex; flex-wrap: wrap; gap: 0.7rem; margin-top: 1.6rem; font: inherit; }
.meta { color: var(--soft); font-size: 0.92rem; margin-bottom: 0.4rem; }
.empty { border: 1px dashed var(--line); border-radius: 10px; padding: clamp(2rem, 8vw, 3.5rem) 1.5rem; font: 1.1rem/1.6 var(--serif); color: var(--soft); text-align: center; text-wrap: balance; }

.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: clamp(1.1rem, 4vw, 1.8rem); margin-bottom: 1.5rem; }
.card h3 { font-size: clamp(1.4rem, 1.3rem + 0.5vw, 1.6rem); margin-bottom: 0.7rem; }
.card h3 a { text-decoration: none; }
.card h3 a:hover { text-decoration: underline; }
.card .summary { font-family: var(--serif); }
.rows > * { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0.15rem 1rem; padding: 0.7rem 0; border-top: 1px solid var(--line); }
.rows > :last-child { border-bottom: 1px solid var(--line); }
@media (max-width: 34rem) { .rows > * { grid-template-columns: 1fr; } }
.rows dt { font-weight: 700; }
.rows :is(dd, p) { margin: 0; color: var(--soft); }
.outlets { font-size: 0.97rem; line-height: 1.45; }

.tags { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; margin: 1rem 0 0; font-size: 0.88rem; color: var(--soft); }
.tags li::before { content: "#"; opacity: 0.6; }

.story > .summary { font: clamp(1.1rem, 1rem + 0.5vw, 1.2rem)/1.6 var(--serif); }
.timeline { list-style: none; }
.timeline li { position: relative; padding: 0 0 2.2rem 1.7rem; }
.timeline li:last-child { padding-bottom: 0; }
.timeline li::before { content: ""; position: absolute; left: 0; top: 0.4em; width: 13px; height: 13px; border-radius: 50%; border: 3px solid var(--accent); }
.timeline li:not(:last-child)::after { content: ""; position: absolute; left: 5.5px; top: calc(0.4em + 17px); bottom: calc(4px - 0.4em); width: 2px; background: var(--line); }
.timeline h3 { font-size: 1.2rem; line-height: 1.35; margin-top: 0.45rem; }
.timeline h3 > * { display: block; }
.timeline p { margin-bottom: 0.4rem; }
.timeline .meta { margin: 0; }
.outlet { color: var(--accent); font-size: 1.05rem; }
.outlet:not(:hover) { text-decoration-color: transparent; }
.story > .meta { margin-top: 1.5rem; }
.disagreements { background: var(--wash); border-radius: 10px; padding: 0.1rem clamp(1.1rem, 4vw, 1.8rem) 1.4rem; margin-top: 3rem; }
.disagreements h2 { margin-top: 1.2rem; border-top: 0; padding-top: 0; color: var(--accent); }
.disagreements li + li { margin-top: 0.9rem; padding-top: 0.9rem; border-top: 1px solid var(--line); }
.members dd { margin: 0 0 1rem; color: var(--soft); }

.health { width: 100%; border-collapse: collapse; font-size: 0.92rem; line-height: 1.4; }
.health :is(th, td) { text-align: start; vertical-align: top; padding: 0.6rem 0.8rem 0.6rem 0; border-bottom: 1px solid var(--line); }
.health .error { display: block; color: var(--accent); }
@media (max-width: 50rem) {
  .health :is(tbody, tr, th, td) { display: block; padding-right: 0; }
  .health thead { display: none; }
  .health tr { padding: 0.8rem 0; border-bottom: 1px solid var(--line); }
  .health :is(th, td) { border: 0; padding-block: 0.1rem; }
  .health td::before { content: attr(data-name) ": "; color: var(--soft); }
}

.subscribe ol { padding-left: 1.3rem; margin-bottom: 1rem; }
.subscribe ol li { padding: 0.2rem 0; }
.subscribe code { color: var(--ink); background: var(--wash); padding: 0.1rem 0.4rem; border-radius: 4px; -webkit-user-select: all; user-select: all; }
.subscribe .long { display: block; margin-top: 0.4rem; padding: 0.6rem 0.9rem; }
.button { padding: 0.5rem 1.1rem; border: 2px solid var(--accent); border-radius: 6px; font: 650 1rem/1.4 var(--sans); color: var(--accent); text-decoration: none; }
.button:first-child { background: var(--accent); color: var(--paper); }
.button:hover { text-decoration: underline; }
.prose h2 { margin-top: 2.5rem; }

footer { margin-top: 4rem; padding-block: 1.2rem 2.5rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.92rem; }
footer p { margin-bottom: 0.4rem; }
footer p:last-child { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; }

@page { margin: 2cm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --wash: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000; font-size: 11pt; }
  .masthead nav, .skip, .subscribe, .lead .feeds, footer { display: none; }
  .masthead { margin-bottom: 1.5rem; }
  main, .masthead > div { width: auto; }
  h1 { font-size: 1.9rem; }
  h1, h2, h3, .meta:not(:last-child) { break-after: avoid; }
  .outlets li, .disagreements li { break-inside: avoid; }
  .timeline li { padding-bottom: 1.2rem; }
  a { text-decoration: none; }
  .disagreements { border: 1px solid var(--line); }
  .timeline h3 a::after { content: " " attr(href); display: block; font: 0.75rem/1.4 var(--sans); color: var(--soft); }
}
`;
