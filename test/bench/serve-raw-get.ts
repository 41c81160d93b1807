import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

/** An answer as it came over the wire: nothing decoded. */
export interface Reply {
  status: number;
  /** Names in lower case, without those of the connection. */
  headers: Record<string, string>;
  body: Buffer;
}

const OF_THE_CONNECTION = new Set(["connection", "date", "keep-alive", "transfer-encoding"]);

/** Asks once. Node's fetch would decode the body and say itself what it takes. */
export async function ask(
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Reply> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address, { headers, signal, timeout: 10_000 }, resolve).on("error", reject);
  });
  const kept = Object.entries(message.headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    body: await buffer(message),
  };
}
