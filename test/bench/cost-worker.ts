import { content } from "#content";
import type { PollResult } from "../../src/model/outlet-feed.ts";
import worker, { Newsroom } from "../../src/index.ts";
import { app } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import { countRows, takeRows, type Rows } from "./cost-rows.ts";

/** The newsroom, with methods that only the benchmark needs. */
class CountedNewsroom extends Newsroom {
  constructor(state: DurableObjectState, env: Env) {
    countRows(state.storage);
    super(state, env);
  }

  takeRows(): Rows {
    return takeRows();
  }

  bytes(): number {
    return this.ctx.storage.sql.databaseSize;
  }
}

export { CountedNewsroom as Newsroom };

/** workerd's module for tests. Its name is not a literal, since the bundler would look for a file of that name. */
const UNSAFE = ["workerd", "unsafe"].join(":");

/** Drops an object from memory once its requests have ended, as hibernation does. Its storage stays. */
async function evict(stub: unknown): Promise<void> {
  const { default: unsafe } = (await import(UNSAFE)) as {
    default: { evict(stub: unknown): Promise<void> };
  };
  await unsafe.evict(stub);
}

interface BenchEnv {
  NEWSROOM: DurableObjectNamespace<CountedNewsroom>;
  /** The plan as polling knows it. */
  POLLING_PLAN: "free" | "paid";
}

/** What one invocation of the Worker used. */
export interface Invocation {
  rows: Rows;
  /** RPC calls to the Durable Object. */
  calls: number;
  /** Milliseconds during which at least one of them was open. */
  active: number;
}

/** What one cron tick used and did. */
export interface Tick extends Invocation {
  purges: number;
  added: number;
  due: number;
  unchanged: number;
  /** Bytes of log. */
  logged: number;
}

/** A request for a document, at a simulated time. */
export interface DocumentAsked {
  path: string;
  now: number;
}

/** What answering a request for a document used. */
export interface Answer extends Invocation {
  status: number;
  body: string;
}

/**
 * POST /tick takes the simulated time; /file takes the time and polls; /document takes a path and a time; /size takes nothing. The
 * newsroom is evicted after each tick and document, as it is after ten seconds without a request.
 */
export default {
  async fetch(request, env) {
    try {
      switch (URL.parse(request.url)?.pathname) {
        case "/tick":
          return Response.json(await tick(env, await request.json<number>()));
        case "/document":
          return Response.json(await answer(env, await request.json<DocumentAsked>()));
        case "/file": {
          const { now, polls } = await request.json<{ now: number; polls: PollResult[] }>();
          const newsroom = newsroomOf(env);
          await newsroom.filePolls(polls, now);
          return Response.json(await newsroom.takeRows());
        }
        default: {
          const newsroom = newsroomOf(env);
          const { reports, stories } = await newsroom.health(Date.now());
          return Response.json({ reports, stories, bytes: await newsroom.bytes() });
        }
      }
    } catch (error) {
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
    }
  },
} satisfies ExportedHandler<BenchEnv>;

const newsroomOf = (env: BenchEnv) => env.NEWSROOM.getByName("edition");

/** Runs the Worker's own cron handler at the simulated time. */
async function tick(env: BenchEnv, now: number): Promise<Tick> {
  const done = { purges: 0, added: 0, due: 0, unchanged: 0, logged: 0 };
  const purge = (): Promise<CachePurgeResult> => {
    done.purges++;
    return Promise.resolve({ success: true, errors: [] });
  };
  const { log } = console;
  console.log = (line: string) => {
    done.logged += line.length;
    const event = JSON.parse(line) as Partial<Record<string, unknown>>;
    if (event["event"] !== "polled") return;
    for (const name of ["added", "due", "unchanged"] as const) done[name] += Number(event[name]);
  };
  try {
    const used = await invoke(env, (counted) =>
      worker.scheduled(
        { scheduledTime: now, cron: "* * * * *", noRetry() {} },
        { ...counted, STORYFOLD_ALLOW_LOOPBACK: "1", STORYFOLD_PLAN: env.POLLING_PLAN },
        { cache: { purge, invalidate: purge } } as never,
      ),
    );
    return { ...used, ...done };
  } finally {
    console.log = log;
  }
}

/** Answers a request as the Worker does when the cache does not, with nothing in its own memory. */
async function answer(env: BenchEnv, { path, now }: DocumentAsked): Promise<Answer> {
  const clock = () => now;
  const edition = app(content, new DocumentMemory(content, clock, 0), clock);
  let response = new Response();
  const used = await invoke(env, async ({ NEWSROOM }) => {
    const newsroom = () => NEWSROOM.getByName("edition");
    response = await edition.fetch(new Request(content.edition.site + path), { newsroom });
  });
  return { ...used, status: response.status, body: await response.text() };
}

type Methods = Record<string, (...args: unknown[]) => unknown>;

/** Counts what an invocation uses, and then evicts the newsroom. An invocation that does not call it uses nothing. */
async function invoke(
  env: BenchEnv,
  run: (counted: Pick<BenchEnv, "NEWSROOM">) => void | Promise<void>,
): Promise<Invocation> {
  const use = { calls: 0, active: 0 };
  let open = 0;
  let since = 0;
  const counted = async (call: () => unknown): Promise<unknown> => {
    use.calls++;
    if (open++ === 0) since = Date.now();
    try {
      return await call();
    } finally {
      if (--open === 0) use.active += Date.now() - since;
    }
  };
  const getByName = (name: string) =>
    new Proxy(env.NEWSROOM.getByName(name), {
      get:
        (stub, method) =>
        (...args: unknown[]) =>
          counted(() => (stub as unknown as Methods)[method as string]?.(...args)),
    });
  await run({ NEWSROOM: { getByName } as BenchEnv["NEWSROOM"] });
  if (use.calls === 0) return { ...use, rows: { read: 0, written: 0 } };
  const newsroom = newsroomOf(env);
  const rows = await newsroom.takeRows();
  await evict(newsroom);
  return { ...use, rows };
}
