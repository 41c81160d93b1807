/** The one style sheet: no web font, nothing to wait for; light and dark by the visitor's setting. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: #faf7f0;
  --card: #fffdf8;
  --ink: #1d1a15;
  --soft: #625b4f;
  --line: #ddd5c5;
  --accent: #a62f14;
  --wash: #f5e9df;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16140f;
    --card: #1f1c16;
    --ink: #ece5d8;
    --soft: #a89f8e;
    --line: #3a352b;
    --accent: #ff9a7a;
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
  overflow-wrap: break-word;
}
main, footer, .masthead > div { width: min(100% - 2.5rem, 46rem); margin-inline: auto; }
main:focus { outline: none; }
h1, h2, h3 { font-family: var(--serif); line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.8rem, 1.3rem + 2.4vw, 2.7rem); margin: 0 0 1rem; letter-spacing: -0.01em; }
h2 {
  font: 600 0.8rem/1.4 var(--sans);
  letter-spacing: 0.09em;
  text-transform: uppercase;
  color: var(--soft);
  margin: 3rem 0 1.2rem;
  padding-top: 0.7rem;
  border-top: 2px solid var(--ink);
}
h3 { font-size: 1.35rem; margin: 0 0 0.5rem; }
p { margin: 0 0 1rem; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
a:hover { color: var(--accent); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
ul, ol, dl { margin: 0; padding: 0; }
ul { list-style: none; }
code { font: 0.9em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--card); z-index: 1; }

.masthead { border-bottom: 1px solid var(--line); margin-bottom: clamp(2rem, 6vw, 3.5rem); }
.masthead > div { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 1.5rem; padding-block: 0.9rem; }
.brand { display: inline-flex; align-items: center; gap: 0.6rem; font: 700 1.3rem/1.3 var(--serif); text-decoration: none; padding-block: 0.3rem; }
.brand svg { color: var(--accent); flex: none; }
.masthead nav { display: flex; gap: 1.4rem; }
.masthead nav a { text-decoration: none; padding-block: 0.5rem; }
.masthead nav a:hover { text-decoration: underline; }

.lead p { font: 1.2rem/1.5 var(--serif); color: var(--soft); }
.meta { color: var(--soft); font-size: 0.92rem; margin-bottom: 0.4rem; }
.meta a { overflow-wrap: anywhere; }
.empty { color: var(--soft); }

.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: clamp(1.1rem, 4vw, 1.8rem); margin-bottom: 1.5rem; }
.card h3 { font-size: clamp(1.35rem, 1.2rem + 0.9vw, 1.75rem); }
.card h3 a { text-decoration: none; }
.card h3 a:hover { text-decoration: underline; }
.card .summary { font-family: var(--serif); }
.outlets { border-top: 1px solid var(--line); }
.outlets li { padding: 0.6rem 0; border-bottom: 1px solid var(--line); font-size: 0.97rem; line-height: 1.45; display: grid; grid-template-columns: 7.5rem 1fr; gap: 0.15rem 1rem; }
.outlets li:last-child { border-bottom: 0; padding-bottom: 0; }
.outlets a { text-decoration-color: var(--line); }
@media (max-width: 34rem) { .outlets li { grid-template-columns: 1fr; } }

.tags { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 1.2rem 0 0; }
.tags li { font-size: 0.85rem; padding: 0.1rem 0.7rem; border: 1px solid var(--line); border-radius: 99px; color: var(--soft); }

.story > .summary { font: 1.2rem/1.6 var(--serif); }
.timeline { list-style: none; border-left: 2px solid var(--line); margin-left: 0.4rem; padding-left: 1.6rem; }
.timeline li { position: relative; padding-bottom: 1.8rem; }
.timeline li:last-child { padding-bottom: 0.2rem; }
.timeline li::before { content: ""; position: absolute; left: calc(-1.6rem - 7px); top: 0.5em; width: 12px; height: 12px; border-radius: 50%; background: var(--paper); border: 3px solid var(--accent); }
.timeline h3 { font-size: 1.2rem; line-height: 1.35; }
.timeline p { margin-bottom: 0.4rem; }
.outlet { color: var(--soft); font-size: 0.92rem; }
.outlet b { color: var(--accent); margin-right: 0.3em; }
.outlet a { text-decoration: none; }
.remarks { color: var(--soft); font-size: 0.92rem; font-style: italic; }
.disagreements { background: var(--wash); border-radius: 10px; padding: 0.1rem clamp(1.1rem, 4vw, 1.8rem) 1.4rem; margin-top: 3rem; }
.disagreements h2 { margin-top: 1.2rem; border-top: 0; padding-top: 0; color: var(--accent); }
.disagreements li + li { margin-top: 0.9rem; padding-top: 0.9rem; border-top: 1px solid var(--line); }
.about-outlets dt, .members dt { font-weight: 700; }
.about-outlets dd, .members dd { margin: 0 0 1rem; color: var(--soft); }
.story > .meta { margin-top: 1.5rem; }

.subscribe li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1.2rem; padding: 0.7rem 0; }
.subscribe li p { margin: 0; color: var(--soft); font-size: 0.95rem; }
.subscribe ol { padding-left: 1.3rem; margin-bottom: 1rem; }
.subscribe ol li { display: list-item; padding: 0.2rem 0; }
.subscribe code { background: var(--wash); padding: 0.1rem 0.4rem; border-radius: 4px; }
.button { display: inline-block; min-width: 7.5rem; text-align: center; padding: 0.55rem 1rem; border-radius: 6px; background: var(--accent); color: var(--paper); font-weight: 650; text-decoration: none; }
.button:hover { color: var(--paper); text-decoration: underline; }
.prose h2 { margin-top: 2.5rem; }

footer { margin-top: 4rem; padding-block: 1.2rem 2.5rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.92rem; }
footer p { margin-bottom: 0.4rem; }
footer p:last-child { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; }

@media print {
  .masthead nav, .skip, .subscribe, footer { display: none; }
  body { background: #fff; color: #000; font-size: 11pt; }
  .card, .disagreements { background: none; border: 1px solid #999; break-inside: avoid; }
  .story a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.8em; overflow-wrap: anywhere; }
}
`;
