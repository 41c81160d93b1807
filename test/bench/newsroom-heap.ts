/** What the isolate of a Worker holds in memory, by its inspector. */
import { once } from "node:events";

interface Target {
  webSocketDebuggerUrl: string;
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Runtime/#method-getHeapUsage */
interface Usage {
  usedSize: number;
  /** Of typed arrays and strings that are kept outside of the heap. */
  backingStorageSize?: number;
  embedderHeapUsedSize?: number;
}

/** Longest wait for an answer, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Megabytes that are in use: the JavaScript heap and the typed arrays beside it, as Cloudflare counts them against an
 * isolate's 128 MB.
 *
 * @param inspector host and port
 */
export async function heapOf(inspector: string): Promise<number> {
  const targets: unknown = await (await fetch(`http://${inspector}/json`)).json();
  const [target] = targets as Target[];
  if (!target) throw new Error(`the inspector at ${inspector} knows no Worker`);
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  const signal = AbortSignal.timeout(PATIENCE);
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
