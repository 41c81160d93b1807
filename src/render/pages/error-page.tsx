import type { Edition } from "../../model/edition.ts";
import { stringsOf } from "../strings/index.ts";
import { page } from "./layout.tsx";

/** The page for an error: what happened, and a link to the front page. */
export function errorPage(edition: Edition, title: string, detail: string): string {
  return page({
    edition,
    title,
    description: detail,
    path: null,
    children: (
      <div class="lead">
        <h1>{title}</h1>
        <p>{detail}</p>
        <p>
          <a class="button" href="/">
            {stringsOf(edition.language).toTheStories}
          </a>
        </p>
      </div>
    ),
  });
}
