/** Measures the memory of a Worker's isolate through its inspector. */
import { once } from "node:events";

interface Target {
  webSocketDebuggerUrl: string;
}

/** Bytes. See https://chromedevtools.github.io/devtools-protocol/tot/Runtime/#method-getHeapUsage */
interface Usage {
  usedSize: number;
  /** Typed arrays and strings that are stored outside the heap. */
  backingStorageSize?: number;
  embedderHeapUsedSize?: number;
}

/** Milliseconds to wait for an answer. */
const TIMEOUT = 60_000;

/**
 * Mebibytes in use: the JavaScript heap and the typed arrays outside it, which Cloudflare counts against an isolate's
 * limit of 128 MB.
 *
 * @param inspector host and port
 */
export async function heapOf(inspector: string): Promise<number> {
  const targets: unknown = await (await fetch(`http://${inspector}/json`)).json();
  const [target] = targets as Target[];
  if (!target) throw new Error(`the inspector at ${inspector} does not list a Worker`);
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  const signal = AbortSignal.timeout(TIMEOUT);
  try {
    await once(socket, "open", { signal });
    const answer = once(socket, "message", { signal });
    socket.send(JSON.stringify({ id: 1, method: "Runtime.getHeapUsage" }));
    const [{ data }] = (await answer) as [{ data: string }];
    const { result } = JSON.parse(data) as { result: Usage };
    const { usedSize, backingStorageSize = 0, embedderHeapUsedSize = 0 } = result;
    return (usedSize + backingStorageSize + embedderHeapUsedSize) / 2 ** 20;
  } finally {
    socket.close();
  }
}
