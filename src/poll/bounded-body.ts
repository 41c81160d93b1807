/**
 * Reads a body in chunks up to a maximum size, so that neither an endless stream nor a decompression bomb can fill the
 * memory.
 *
 * @param maxBytes maximum size, decompressed
 * @returns null if the body is larger
 * @throws errors of the connection, and the signal's reason
 */
export async function readBody(
  { body }: Pick<Response, "body">,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  // Aborting the request may not stop a body that is being decompressed.
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => null);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return concatenate(chunks, size);
      size += value.byteLength;
      if (size > maxBytes) {
        await reader.cancel().catch(() => null);
        return null;
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
