import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Edits } from "../support/server.ts";
import type { Check } from "./check.ts";

const CONTENT = resolve(import.meta.dirname, "../../content");

/** Ways out of CDATA, of an element and of an attribute, and entities that hide them. */
const BREAKOUT = `]]>]]><script>alert(1)</script><img src=x onerror=alert(1)> & " ' &lt;script&gt;alert(2)&lt;/script&gt;`;
const HIDDEN = `&amp;lt;script&amp;gt;alert(3)&amp;lt;/script&amp;gt; &#60;svg onload=alert(4)&#62;&#60;/svg&#62; <a href="javascript:alert(5)">link</a>`;
/** Hebrew and Arabic, marks, a pair of isolates, an override that never ends, and whole people made of several characters. */
const RIGHT_TO_LEFT = "שלום \u200Fעולם\u200E مرحبا \u2067abc\u2069 \u202Edlrow 👩‍👩‍👧‍👦🏳️‍🌈 e\u0301";
/** Characters that XML cannot carry. */
const CONTROLS = "a\u0000b\u0008c\u001Fd\uFFFEe";

const HOSTILE = `${BREAKOUT} ${HIDDEN} ${RIGHT_TO_LEFT} ${CONTROLS} 5 < 6 > 4`;

/** Markdown that tries the same. */
const BODY = `${BREAKOUT}

[a link](javascript:alert(1)) and <javascript:alert(2)> and ![an image](data:text/html,<script>alert(3)</script>)

<iframe src="javascript:alert(4)"></iframe> <a href="java&#10;script:alert(5)" onclick="alert(6)">x</a> ${RIGHT_TO_LEFT}

- ]]>]]> ${HIDDEN}
`;

/** As YAML between double quotes, which takes every escape of JSON. */
const quoted = (text: string): string => JSON.stringify(text);

interface Written {
  outlet: string;
  title: string;
  path?: string;
  body?: string;
}

function report({ outlet, title, path = outlet, body = BODY }: Written, hour: number): string {
  return `---
outlet: ${outlet}
title: ${quoted(title)}
url: ${quoted(`https://example.com/${path}?a=1&b="><script>alert(1)</script>&c=]]>`)}
published: 2018-08-04T0${hour}:00Z
language: en
tags: [${quoted(HOSTILE)}, ${quoted("a<b>b")}, ${quoted("Q&A")}]
via: ${quoted(HOSTILE)}
---

${body}`;
}

const REPORTS: readonly Written[] = [
  { outlet: "breakout", title: HOSTILE },
  { outlet: "long", title: `Long ]]> & ${"wörd 👩‍👩‍👧‍👦 ".repeat(500)}`.padEnd(10_240, "x") },
  { outlet: "plain", title: 'Ministers meet in Geneva & agree on "nothing" <yet>, 5 < 6' },
  { outlet: "rtl", title: `${RIGHT_TO_LEFT} ]]> ]]>`, body: `${RIGHT_TO_LEFT}\n` },
];

/** An edition of which every text is an attack, in place of the one in content/. */
export async function hostileEdition(): Promise<{ edits: Edits; reports: number }> {
  const old = await Promise.all(
    ["reports", "stories"].map(async (folder) =>
      (await readdir(join(CONTENT, folder)))
        .filter((name) => name.endsWith(".md"))
        .map((name) => [`${folder}/${name}`, null] as const),
    ),
  );
  const files = REPORTS.map(
    (written, index) => [`reports/${written.outlet}.md`, report(written, index + 1)] as const,
  );
  const edits: Edits = {
    ...Object.fromEntries(old.flat()),
    ...Object.fromEntries(files),
    "edition.yaml": (text) =>
      ["title", "description", "publisher"].reduce(
        (yaml, field) =>
          yaml.replace(new RegExp(`^${field}:.*$`, "m"), () => `${field}: ${quoted(HOSTILE)}`),
        text,
      ),
    "outlets.yaml": REPORTS.map(
      ({ outlet }) => `- id: ${outlet}
  name: ${quoted(`${outlet} ${HOSTILE}`)}
  home: ${quoted(`https://example.com/${outlet}?"><script>alert(1)</script>&`)}
  about: ${quoted(HOSTILE)}
`,
    ).join("\n"),
    "stories/hostile.md": `---
headline: ${quoted(HOSTILE)}
tags: [${quoted(HOSTILE)}]
reports: [breakout]
not: [long, plain, rtl]
disagreements: [${quoted(HOSTILE)}]
---

${BODY}`,
  };
  return { edits, reports: REPORTS.length };
}

/** What of the hostile texts is honest, and has to be there still. */
const HONEST = ["שלום", "مرحبا", "👩‍👩‍👧‍👦", "5 < 6", "& agree"];

/** Whether an attack was made harmless, and not just everything thrown away. */
export const survives: Check = async ({ json }) => {
  const { items } = JSON.parse(json.text) as { items: { title: string }[] };
  const titles = items.map(({ title }) => title).join("\n");
  const lost = HONEST.filter((text) => !titles.includes(text));
  const wrong = lost.length === 0 ? null : `lost from the headlines: ${lost.join(", ")}`;
  return [{ document: json.name, what: "honest text is there", wrong }];
};
