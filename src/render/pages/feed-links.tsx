import type { Channel } from "../feeds/channel.ts";
import { FORMATS, type Format } from "../feeds/formats.ts";

/** The formats in the order in which they are offered. */
export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

/** A list's feeds, to be opened. */
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

/** Leads on to older stories, where there are any. */
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
