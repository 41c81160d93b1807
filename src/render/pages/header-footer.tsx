import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import { FORMATS } from "../feeds/formats.ts";
import { langAttribute } from "./common.tsx";

/** The main navigation, in display order. */
const NAVIGATION: readonly [path: string, name: string][] = [
  ["/", "Stories"],
  ["/search", "Search"],
  ["/outlets", "Outlets"],
  ["/subscribe", "Subscribe"],
  ["/about", "About"],
];

/** The header of every page. */
export function PageHeader({ edition, path }: { edition: Edition; path: string | null }) {
  const lang = langAttribute(edition.language);
  return (
    <header class="masthead">
      <div>
        <a class="brand" href="/">
          <Logo />
          <bdi {...lang}>{stripIllegal(edition.title)}</bdi>
        </a>
        <nav aria-label="Main">
          {NAVIGATION.map(([to, name]) => (
            <a href={to} {...(to === path && { "aria-current": "page" as const })}>
              {name}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

/** The footer of every page. */
export function PageFooter({ edition }: { edition: Edition }) {
  const lang = langAttribute(edition.language);
  return (
    <footer class="colophon">
      <div>
        <p>
          <bdi {...lang}>{stripIllegal(edition.description)}</bdi> Published by{" "}
          <bdi>{stripIllegal(edition.publisher)}</bdi>.
        </p>
        <ul>
          {Object.values(FORMATS).map(({ path, name }) => (
            <li>
              <a href={path}>{name}</a>
            </li>
          ))}
          <li>
            <a href="/outlets.opml">OPML</a>
          </li>
          <li>
            <a href="/about#data">Data</a>
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
