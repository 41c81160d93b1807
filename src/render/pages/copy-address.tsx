import type { Edition } from "../../model/edition.ts";
import { stringsOf } from "../strings/index.ts";

/**
 * An address to copy: one tap selects all of it. The button needs the script, and is hidden where scripts do not run.
 */
export function CopyAddress({ address, edition }: { address: string; edition: Edition }) {
  const { copy, copied } = stringsOf(edition.language);
  return (
    <span class="copyable">
      <code>{address}</code>
      <button type="button" class="copy-button" data-copy={address} data-copied={copied}>
        {copy}
      </button>
    </span>
  );
}

/** The address with the scheme that feed readers register for (https://en.wikipedia.org/wiki/Feed_URI_scheme). */
export const readerLink = (address: string): string => `feed:${address}`;
