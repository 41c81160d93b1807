import type { Edition } from "../../model/edition.ts";
import { stringsOf } from "../strings/index.ts";

/** Why an edition has no stories: none of its feeds could be read, there are no outlets, or nothing has been filed yet. */
export function EmptyEdition({ edition, failing }: { edition: Edition; failing: number }) {
  const strings = stringsOf(edition.language);
  return (
    <div class="empty">
      <p>
        <b>{strings.noStories}</b>
      </p>
      <p>
        {failing > 0
          ? strings.feedsFailing(failing)
          : edition.outlets.length === 0
            ? strings.noFeeds
            : strings.noStoriesBecause}
      </p>
      <p>
        <a class="button quiet" href="/outlets">
          {strings.seeOutlets}
        </a>
      </p>
    </div>
  );
}
