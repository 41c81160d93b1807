import type { Edition } from "../../model/edition.ts";
import { stringsOf } from "../strings/index.ts";
import type { Channel } from "../feeds/channel.ts";
import { FORMAT_NAMES, FORMATS } from "../feeds/formats.ts";

/** Links to the feeds of a list. */
export function FeedLinks({ channel, edition }: { channel: Channel; edition: Edition }) {
  return (
    <p class="feeds">
      <span>{stringsOf(edition.language).follow}</span>
      {FORMAT_NAMES.map((format) => (
        <a href={channel.feeds[format].slice(edition.site.length)}>{FORMATS[format].name}</a>
      ))}
    </p>
  );
}

/** A link to the next page of older stories, if there is one. */
export function Older({ next, edition }: { next: Channel | null; edition: Edition }) {
  return (
    next && (
      <p class="older">
        <a rel="next" class="button quiet" href={next.page.slice(edition.site.length)}>
          {stringsOf(edition.language).olderStories}
        </a>
      </p>
    )
  );
}
