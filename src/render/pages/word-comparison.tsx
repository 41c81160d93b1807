import type { Entry } from "../entry.tsx";
import { compareWords } from "../compare-words.ts";
import { pluralize } from "./common.tsx";

/** The distinctive words that outlets share or use alone. Renders nothing if there are none. */
export function WordComparisonSection({ entry }: { entry: Entry }) {
  const { shared, own } = compareWords(entry.reports);
  if (shared.length === 0 && own.length === 0) return null;
  const nameOf = (id: string): string =>
    entry.outlets.find((outlet) => outlet.id === id)?.name ?? id;
  const byCount = Map.groupBy(shared, ({ outlets }) => outlets.length);
  return (
    <section aria-labelledby="words">
      <h2 id="words">Their words</h2>
      <dl class="words">
        {[...byCount].map(([count, words]) => (
          <div class="shared">
            <dt>{pluralize(count, "outlet")} say</dt>
            <dd>
              <Words words={words.map(({ word }) => word)} />
            </dd>
          </div>
        ))}
        {own.map(({ outlet, words }) => (
          <div>
            <dt>
              Only <bdi>{nameOf(outlet)}</bdi>
            </dt>
            <dd>
              <Words words={words} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="meta">
        Names, numbers and headline words, from headlines and summaries in one language.
      </p>
    </section>
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
