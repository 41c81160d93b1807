/**
 * Reads a body as it comes, and no further than allowed, so that neither an endless stream nor a few bytes that unpack to
 * gigabytes can fill the memory.
 *
 * @param largest the most bytes, decompressed
 * @returns null when there are more.
 * @throws what the connection throws, and the reason of the signal.
 */
export async function readBody(
  { body }: Response,
  largest: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  // An abort of the request need not reach a body that is being unpacked.
  const stop = (): void => void reader.cancel(signal.reason).catch(() => null);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const parts: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return joined(parts, size);
      size += value.byteLength;
      if (size > largest) {
        await reader.cancel().catch(() => null);
        return null;
      }
      parts.push(value);
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
