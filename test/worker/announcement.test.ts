import { reset } from "cloudflare:test";
import { expect, test } from "vitest";
import { deploy, NOON, outlet, poll } from "./feed-state-support.ts";
import { at, published } from "./polled-reports-support.ts";
import { newsroom } from "./support.ts";

test("the newsroom says once that something changed", async () => {
  await reset();
  await deploy([outlet("a")]);
  const story = { url: "https://a.example/1", published: published(NOON) };
  const steps: boolean[] = [];
  const ask = async () => steps.push(await newsroom().takeChange());
  await newsroom().takeChange();
  await ask();
  await newsroom().filePolls([poll("a", NOON, [story])], NOON);
  await newsroom().filePolls([poll("a", at(5), [story])], at(5));
  await ask();
  await ask();
  await newsroom().filePolls([poll("a", at(10), [story])], at(10));
  await ask();
  expect(steps).toEqual([false, true, false, false]);
});
