import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EVERY, nameOf, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

const SHOTS = resolve(import.meta.dirname, "../../../shots");

/** The most bytes that HTML and CSS may take on the way. */
const HEAVIEST = 32 * 1024;

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
  async run({ loaded }) {
    let bytes = 0;
    const parts: string[] = [];
    for (const response of loaded) {
      const type = response.headers()["content-type"] ?? "";
      if (!/^text\/(?:html|css)/.test(type)) continue;
      const { responseBodySize } = await response.request().sizes();
      bytes += responseBodySize;
      parts.push(`${kilobytes(responseBodySize)} ${type.startsWith("text/css") ? "CSS" : "HTML"}`);
    }
    const note = parts.join(" + ");
    const problems = parts.length < 2 ? [`only ${note} came`] : [];
    if (bytes > HEAVIEST) problems.push(`${note}, more than ${kilobytes(HEAVIEST)}`);
    return { problems, note };
  },
};

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
