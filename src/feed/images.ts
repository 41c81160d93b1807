/** Finds the picture that a feed gives with an item. */
import { resolveUrl } from "./resolve-url.ts";

/** The elements of an item that may name a picture, as feedsmith reads them. */
export interface PictureElements {
  media?: Media & { group?: Media; groups?: readonly Media[] };
  enclosures?: readonly { url?: string; type?: string }[];
  itunes?: { image?: string };
}

/** Media RSS (https://www.rssboard.org/media-rss). */
interface Media {
  contents?: readonly { url?: string; type?: string; medium?: string }[];
  thumbnails?: readonly { url?: string }[];
}

/** Addresses of an item's pictures as they are written, the best first: a full picture before a thumbnail. */
export function picturesOf({ media, enclosures, itunes }: PictureElements): (string | undefined)[] {
  const all = [media, media?.group, ...(media?.groups ?? [])].filter((each) => each !== undefined);
  const isPicture = ({
    url = "",
    type,
    medium,
  }: {
    url?: string;
    type?: string;
    medium?: string;
  }) =>
    medium === "image" ||
    type?.toLowerCase().startsWith("image/") === true ||
    (medium === undefined &&
      type === undefined &&
      /\.(?:jpe?g|png|webp|avif|gif)(?:\?|$)/i.test(url));
  return [
    ...all.flatMap(({ contents = [] }) => contents.filter(isPicture).map(({ url }) => url)),
    ...(enclosures ?? []).filter(isPicture).map(({ url }) => url),
    ...all.flatMap(({ thumbnails = [] }) => thumbnails.map(({ url }) => url)),
    itunes?.image,
  ];
}

/** The first address that a document may show: over HTTPS, since feed readers block other pictures. Null if there is none. */
export function pictureAddress(
  written: readonly (string | undefined)[] | undefined,
  base: string,
): string | null {
  for (const each of written ?? []) {
    const address = resolveUrl(each, base);
    if (address?.startsWith("https://")) return address;
  }
  return null;
}
