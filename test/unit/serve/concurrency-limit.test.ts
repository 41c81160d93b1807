import { expect, test } from "vitest";
import { ConcurrencyLimit, OverloadedError } from "../../../src/serve/concurrency-limit.ts";

test("runs as many tasks as allowed at once, the others in order of arrival", async () => {
  const limit = new ConcurrencyLimit(2, 10);
  const events: string[] = [];
  const finish: (() => void)[] = [];
  const task = (name: string) => async (): Promise<string> => {
    events.push(name);
    const { promise, resolve } = Promise.withResolvers<void>();
    finish.push(resolve);
    await promise;
    return name;
  };
  const results = ["a", "b", "c", "d"].map((name) => limit.run(task(name)));
  expect(events).toEqual(["a", "b"]);
  finish[1]?.();
  await results[1];
  await expect.poll(() => events).toEqual(["a", "b", "c"]);
  finish[0]?.();
  await results[0];
  await expect.poll(() => events).toEqual(["a", "b", "c", "d"]);
  for (const done of finish) done();
  expect(await Promise.all(results)).toEqual(["a", "b", "c", "d"]);
});

test("a task that fails makes room for the next", async () => {
  const limit = new ConcurrencyLimit(1, 1);
  const failing = limit.run(() => Promise.reject(new Error("broken")));
  const next = limit.run(async () => "next");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("next");
});

test("refuses a task when too many wait", async () => {
  const limit = new ConcurrencyLimit(1, 1);
  const { promise, resolve } = Promise.withResolvers<void>();
  const running = limit.run(() => promise);
  const waiting = limit.run(() => promise);
  await expect(limit.run(() => promise)).rejects.toThrow(OverloadedError);
  resolve();
  await Promise.all([running, waiting]);
});
