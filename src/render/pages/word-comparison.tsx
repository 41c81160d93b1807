import type { Edition } from "../../model/edition.ts";
import type { Entry } from "../entry.ts";
import { compareWords } from "../compare-words.ts";
import { fillWith, stringsOf } from "../strings/index.ts";

/** The distinctive words that outlets share or use alone, folded away. Renders nothing if there are none. */
export function WordComparisonSection({ entry, edition }: { entry: Entry; edition: Edition }) {
  const { shared, own } = compareWords(entry.reports);
  if (shared.length === 0 && own.length === 0) return null;
  const strings = stringsOf(edition.language);
  const nameOf = (id: string): string =>
    entry.outlets.find((outlet) => outlet.id === id)?.name ?? id;
  const byCount = Map.groupBy(shared, ({ outlets }) => outlets.length);
  return (
    <details class="words">
      <summary>{strings.theirWords}</summary>
      <dl>
        {[...byCount].map(([count, words]) => (
          <div class="shared">
            <dt>{strings.sayIt(count)}</dt>
            <dd>
              <Words words={words.map(({ word }) => word)} />
            </dd>
          </div>
        ))}
        {own.map(({ outlet, words }) => (
          <div>
            <dt>{fillWith(strings.only, <bdi>{nameOf(outlet)}</bdi>)}</dt>
            <dd>
              <Words words={words} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="meta">{strings.wordsNote}</p>
    </details>
  );
}

function Words({ words }: { words: string[] }) {
  return words.map((word, index) => (
    <>
      {index > 0 && ", "}
      <bdi>{word}</bdi>
    </>
  ));
}
