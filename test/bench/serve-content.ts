import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const OUTLETS = ["Morning Ledger", "Coast Radio", "The Valley Post"];
const PLACES = [
  "Arden",
  "Brixham",
  "Calder",
  "Dunmore",
  "Elsdon",
  "Fenwick",
  "Garstang",
  "Hexham",
  "Ilkley",
  "Jarrow",
];
const EVENTS = ["harbour bridge", "night ferry", "school roof", "river wall", "market hall"];

/** Writes a content folder with 50 stories (10 places times 5 events) of three reports each. */
export async function writeContent(folder: string): Promise<void> {
  await mkdir(join(folder, "reports"), { recursive: true });
  await mkdir(join(folder, "stories"), { recursive: true });
  await writeFile(join(folder, "edition.yaml"), EDITION);
  await writeFile(join(folder, "outlets.yaml"), OUTLETS.map(outlet).join("\n"));
  for (const [i, place] of PLACES.entries())
    for (const [j, event] of EVENTS.entries()) {
      const key = slug(`${place} ${event}`);
      const names = OUTLETS.map((name) => `${slug(name)}-${key}`);
      const minute = i * EVENTS.length + j;
      for (const [k, name] of names.entries())
        await writeFile(join(folder, "reports", `${name}.md`), report(place, event, k, minute));
      await writeFile(join(folder, "stories", `${key}.md`), story(place, event, names));
    }
}

const slug = (text: string): string => text.toLowerCase().replaceAll(" ", "-");

const EDITION = `title: A benchmark
description: Fifty stories of three reports each.
site: http://localhost:8787
authority: storyfold.example
since: 2026-01-01
language: en
publisher: The editors
entries: 50
ttl: 15
`;

const outlet = (name: string): string => `- id: ${slug(name)}
  name: ${name}
  home: https://${slug(name)}.example/
  about: An outlet that a benchmark made up.
`;

function report(place: string, event: string, index: number, minute: number): string {
  const name = OUTLETS[index] ?? "";
  return `---
outlet: ${slug(name)}
title: "${place}: council votes on the ${event}, says ${name}"
url: https://${slug(name)}.example/2026/01/02/${slug(`${place} ${event}`)}
published: 2026-01-02T0${index}:${String(minute).padStart(2, "0")}+00:00
language: en
tags: [${place}, ${event}]
---

The council of ${place} voted on Tuesday to close the ${event} for repairs that take until autumn, after engineers found
cracks in it last month. ${name} puts the cost at ${4 + index} million, of which the state pays half. Shopkeepers near the
${event} ask for help with the rent, and the mayor of ${place} promises an answer within ${minute + 7} days.
`;
}

const story = (place: string, event: string, reports: string[]): string => `---
headline: ${place} closes its ${event} for repairs until autumn
tags: [${place}, ${event}]
reports:
${reports.map((name) => `  - ${name}`).join("\n")}
disagreements:
  - What the repairs cost. The outlets give four, five and six million.
---

The council of ${place} closes the ${event} after engineers found cracks in it. The outlets agree on when it opens again,
and on the half that the state pays, and differ on the cost.
`;
