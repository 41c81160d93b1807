import type { Edition } from "../../model/edition.ts";
import { page } from "./layout.tsx";

/** What a person sees when there is nothing else to show. */
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
        <p class="buttons">
          <a class="button" href="/">
            To the latest stories
          </a>
        </p>
      </div>
    ),
  });
}
