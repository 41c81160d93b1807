import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EVERY, nameOf, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

const SHOTS = resolve(import.meta.dirname, "../../../shots");

/** The most bytes that a page, its style sheet and its script may take on the way. */
const HEAVIEST = 24 * 1024;

/** The most that its HTML may take unpacked. */
const HEAVIEST_PLAIN = 50_000;

interface Shift {
  readonly value: number;
}

declare const PerformanceObserver: new (seen: () => void) => {
  observe(what: { type: string; buffered: boolean }): void;
  takeRecords(): readonly Shift[];
};
declare const requestAnimationFrame: (then: () => void) => void;

export const quiet: Check = {
  name: "no error, no other host",
  views: EVERY,
  async run({ page, noise }) {
    await page.waitForLoadState("networkidle");
    return { problems: noise };
  },
};

export const picture: Check = {
  name: "screenshot",
  views: EVERY,
  async run({ page, subject, view }) {
    await mkdir(SHOTS, { recursive: true });
    await page.screenshot({
      path: join(SHOTS, `${subject.name}-${nameOf(view)}.png`),
      fullPage: true,
    });
    return { problems: [] };
  },
};

export const still: Check = {
  name: "no layout shift",
  views: EVERY,
  async run({ page }) {
    const shifted = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          const observer = new PerformanceObserver(() => {});
          observer.observe({ type: "layout-shift", buffered: true });
          const frames = (left: number) => {
            for (const { value } of observer.takeRecords()) sum += value;
            if (left === 0) done(sum);
            else requestAnimationFrame(() => frames(left - 1));
          };
          frames(5);
        }),
    );
    return { problems: shifted === 0 ? [] : [`shifted by ${shifted}`] };
  },
};

export const weight: Check = {
  name: "weight",
  views: [PHONE],
  async run({ loaded, response, subject }) {
    let bytes = 0;
    const parts: string[] = [];
    for (const answer of loaded) {
      const type = answer.headers()["content-type"] ?? "";
      const [, kind] = /^text\/(html|css|javascript)/.exec(type) ?? [];
      if (kind === undefined) continue;
      const { responseBodySize } = await answer.request().sizes();
      bytes += responseBodySize;
      parts.push(`${kilobytes(responseBodySize)} ${kind}`);
    }
    const plain = (await response.body()).byteLength;
    const note = `${parts.join(" + ")} packed; ${kilobytes(plain)} html plain`;
    const problems = parts.length < 3 ? [`only ${note} came`] : [];
    if (bytes > HEAVIEST) problems.push(`${note}, more than ${kilobytes(HEAVIEST)}`);
    if (plain > HEAVIEST_PLAIN && !subject.heavy)
      problems.push(`${note}, more than ${HEAVIEST_PLAIN} bytes`);
    return { problems, note };
  },
};

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
