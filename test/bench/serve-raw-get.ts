import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

/** A response as it came over the wire, with its content coding not decoded. */
export interface Reply {
  status: number;
  /** Names in lower case. Headers of the connection are left out. */
  headers: Record<string, string>;
  body: Buffer;
}

const CONNECTION_HEADERS = new Set(["connection", "date", "keep-alive", "transfer-encoding"]);

/** Sends one GET request. Node's fetch would add its own Accept-Encoding and decode the body. */
export async function rawGet(
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Reply> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address, { headers, signal, timeout: 10_000 }, resolve).on("error", reject);
  });
  const kept = Object.entries(message.headers).filter(([name]) => !CONNECTION_HEADERS.has(name));
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    body: await buffer(message),
  };
}
