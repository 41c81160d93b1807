import type { Edition } from "../../model/edition.ts";
import type { Entry, EntryReport } from "../entry.ts";
import { languageName } from "../language-name.ts";
import { fillWith, stringsOf } from "../strings/index.ts";
import { langAttribute } from "./common.tsx";

/** A table of the story's outlets: who is behind each, its language, and whether its text is a copy. */
export function OutletFacts({ entry, edition }: { entry: Entry; edition: Edition }) {
  const strings = stringsOf(edition.language);
  const columns = [
    strings.factOutlet,
    strings.factOwner,
    strings.factLanguage,
    strings.factText,
  ] as const;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{strings.facts}</h2>
      <table class="facts">
        <thead>
          <tr>
            {columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entry.outlets.map(({ id, name, about }) => {
            const own = entry.reports.filter(({ outlet }) => outlet.id === id);
            const languages = [...new Set(own.map(({ language }) => language))];
            return (
              <tr>
                <th scope="row">
                  <a dir="auto" href={`/outlets/${encodeURIComponent(id)}`}>
                    {name}
                  </a>
                </th>
                <td data-name={columns[1]} dir="auto" {...langAttribute(edition.language, edition)}>
                  {about || "–"}
                </td>
                <td data-name={columns[2]}>
                  {languages.map((tag) => languageName(tag, edition.language)).join(", ")}
                </td>
                <td data-name={columns[3]}>
                  <Originality reports={own} entry={entry} edition={edition} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** "its own", or whose text the outlet repeats. */
function Originality({
  reports,
  entry,
  edition,
}: {
  reports: readonly EntryReport[];
  entry: Entry;
  edition: Edition;
}) {
  const strings = stringsOf(edition.language);
  const copied = reports.find(({ copyOf }) => copyOf !== null);
  const original = copied?.copyOf == null ? undefined : entry.reports[copied.copyOf];
  if (!original || reports.some(({ copyOf }) => copyOf === null)) return <>{strings.ownText}</>;
  return <>{fillWith(strings.copyOf, <bdi>{original.outlet.name}</bdi>)}</>;
}
