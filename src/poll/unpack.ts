import { readBody } from "./bounded-body.ts";

/** Maximum number of layers: a server that compresses what was compressed already makes two. */
const MAX_LAYERS = 2;

/**
 * Unpacks a body that is still compressed: the server did not say so, or it used a coding that the platform leaves alone.
 *
 * @param coding the Content-Encoding header
 * @returns null if the unpacked body is larger than `maxBytes`
 * @throws if the body is not what its first bytes say
 */
export async function unpack(
  bytes: Uint8Array,
  coding: string | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  let unpacked = bytes;
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const format = formatOf(unpacked, coding);
    if (format === null) break;
    const stream = new Blob([unpacked]).stream().pipeThrough(new DecompressionStream(format));
    const body = await readBody({ body: stream }, maxBytes, signal);
    if (body === null) return null;
    unpacked = body;
  }
  return unpacked;
}

/** The compression of a body by its first bytes, none of which can begin a feed; null if it is not compressed. */
function formatOf(
  bytes: Uint8Array,
  coding: string | null,
): "gzip" | "deflate" | "deflate-raw" | null {
  const [first = 0, second = 0] = bytes;
  // RFC 1952, 2.3.1
  if (first === 0x1f && second === 0x8b) return "gzip";
  // RFC 1950, 2.2: method 8 with a window of 32 kB, and a checksum
  if (first === 0x78 && (first * 256 + second) % 31 === 0) return "deflate";
  // "deflate" means the zlib format (RFC 9110, 8.4.1.2), but some servers send the bare data.
  const isBare = coding?.trim().toLowerCase() === "deflate" && first !== 0 && !isText(first);
  return isBare ? "deflate-raw" : null;
}

/** Whether a byte begins a feed: white space, "<", "{", "[", or the start of a byte order mark. */
const isText = (byte: number): boolean =>
  [0x09, 0x0a, 0x0d, 0x20, 0x3c, 0x7b, 0x5b, 0xef, 0xfe, 0xff].includes(byte);
