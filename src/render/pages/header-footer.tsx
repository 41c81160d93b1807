import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import { FORMAT_NAMES, FORMATS } from "../feeds/formats.ts";
import { fillWith, stringsOf, type Strings } from "../strings/index.ts";
import { langAttribute } from "./common.tsx";

/** The main navigation, in display order. */
const NAVIGATION = [
  ["/", "top"],
  ["/latest", "latest"],
  ["/daily", "daily"],
  ["/tags", "tags"],
  ["/languages", "languages"],
  ["/outlets", "outletsTitle"],
  ["/search", "search"],
  ["/subscribe", "subscribe"],
] as const satisfies readonly (readonly [path: string, name: keyof Strings])[];

/** The header of every page. */
export function PageHeader({ edition, path }: { edition: Edition; path: string | null }) {
  const strings = stringsOf(edition.language);
  return (
    <header class="masthead">
      <div>
        <a class="brand" href="/">
          <Logo />
          <bdi {...langAttribute(edition.language, edition)}>{stripIllegal(edition.title)}</bdi>
        </a>
        <nav aria-label={strings.mainNavigation}>
          {NAVIGATION.map(([to, name]) => (
            <a href={to} {...(to === path && { "aria-current": "page" as const })}>
              {strings[name]}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

/** The footer of every page. */
export function PageFooter({ edition }: { edition: Edition }) {
  const strings = stringsOf(edition.language);
  return (
    <footer class="colophon">
      <div>
        <p>
          <bdi {...langAttribute(edition.language, edition)}>
            {stripIllegal(edition.description)}
          </bdi>{" "}
          {fillWith(strings.publishedBy, <bdi>{stripIllegal(edition.publisher)}</bdi>)}
        </p>
        <ul>
          <li>
            <a href="/about">{strings.about}</a>
          </li>
          {FORMAT_NAMES.map((format) => (
            <li>
              <a href={FORMATS[format].path}>{FORMATS[format].name}</a>
            </li>
          ))}
          <li>
            <a href="/outlets.opml">OPML</a>
          </li>
          <li>
            <a href="/about#data">{strings.data}</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}

/** The icon's drawing, several lines that merge into one. */
function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <path
        d="M4 6h9q5 0 5 5v5M4 16h14M4 26h9q5 0 5-5v-5m0 0h10"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
      />
    </svg>
  );
}
