import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Edits } from "../support/server.ts";
import type { Check } from "./check.ts";

const CONTENT = resolve(import.meta.dirname, "../fixtures/edition");

/** Attempts to break out of CDATA, of an element and of an attribute. */
const BREAKOUT = `]]>]]><script>alert(1)</script><img src=x onerror=alert(1)> & " ' &lt;script&gt;alert(2)&lt;/script&gt;`;
/** The same, hidden in character references and links. */
const HIDDEN = `&amp;lt;script&amp;gt;alert(3)&amp;lt;/script&amp;gt; &#60;svg onload=alert(4)&#62;&#60;/svg&#62; <a href="javascript:alert(5)">link</a>`;
/** Hebrew and Arabic, direction marks, a pair of isolates, an unclosed override, and emoji of several code points. */
const RIGHT_TO_LEFT = "שלום \u200Fעולם\u200E مرحبا \u2067abc\u2069 \u202Edlrow 👩‍👩‍👧‍👦🏳️‍🌈 e\u0301";
/** Characters that XML cannot carry. */
const CONTROLS = "a\u0000b\u0008c\u001Fd\uFFFEe";

const HOSTILE = `${BREAKOUT} ${HIDDEN} ${RIGHT_TO_LEFT} ${CONTROLS} 5 < 6 > 4`;

/** The same attacks in Markdown. */
const BODY = `${BREAKOUT}

[a link](javascript:alert(1)) and <javascript:alert(2)> and ![an image](data:text/html,<script>alert(3)</script>)

<iframe src="javascript:alert(4)"></iframe> <a href="java&#10;script:alert(5)" onclick="alert(6)">x</a> ${RIGHT_TO_LEFT}

- ]]>]]> ${HIDDEN}
`;

/** A double-quoted YAML string, which allows every escape sequence of JSON. */
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

/** Edits that replace the test edition by one in which every text is an attack. */
export async function hostileEdition(): Promise<{ edits: Edits; reports: number }> {
  const removed = await Promise.all(
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
    ...Object.fromEntries(removed.flat()),
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

/** Harmless parts of the hostile texts, which have to be preserved. */
const HARMLESS = ["שלום", "مرحبا", "👩‍👩‍👧‍👦", "5 < 6", "& agree"];

/** Checks that escaping does not simply remove text. */
export const harmlessTextKept: Check = async ({ json }) => {
  const { items } = JSON.parse(json.text) as { items: { title: string }[] };
  const titles = items.map(({ title }) => title).join("\n");
  const lost = HARMLESS.filter((text) => !titles.includes(text));
  const wrong = lost.length === 0 ? null : `missing from the headlines: ${lost.join(", ")}`;
  return [{ document: json.name, what: "harmless text is kept", wrong }];
};
