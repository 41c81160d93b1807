import type { Channel } from "../feeds/channel.ts";
import { FORMAT_NAMES, FORMATS } from "../feeds/formats.ts";

/** Buttons that open the feeds of a list. */
export function FeedButtons({ channel, site }: { channel: Channel; site: string }) {
  return (
    <p class="buttons">
      {channel.part === null ? (
        <a class="button" href="/subscribe">
          Subscribe
        </a>
      ) : (
        <span>Follow these stories as</span>
      )}
      {FORMAT_NAMES.map((format) => (
        <a class="button quiet" href={channel.feeds[format].slice(site.length)}>
          {FORMATS[format].name}
        </a>
      ))}
    </p>
  );
}

/** A link to the next page of older stories, if there is one. */
export function Older({ next, site }: { next: Channel | null; site: string }) {
  return (
    next && (
      <p class="older">
        <a rel="next" class="button quiet" href={next.page.slice(site.length)}>
          Older stories
        </a>
      </p>
    )
  );
}
