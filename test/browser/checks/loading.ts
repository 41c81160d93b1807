import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { ALL_VIEWS, nameOf, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

const SHOTS = resolve(import.meta.dirname, "../../../shots");

/** Maximum number of bytes transferred for a page, its style sheet and its script. */
const MAX_TRANSFERRED = 24 * 1024;

/** Maximum size of the HTML in bytes, uncompressed. */
const MAX_HTML = 50_000;

interface Shift {
  readonly value: number;
}

declare const PerformanceObserver: new (seen: () => void) => {
  observe(what: { type: string; buffered: boolean }): void;
  takeRecords(): readonly Shift[];
};
declare const requestAnimationFrame: (then: () => void) => void;

export const noComplaints: Check = {
  name: "no errors, no other hosts",
  views: ALL_VIEWS,
  async run({ page, complaints }) {
    await page.waitForLoadState("networkidle");
    return { problems: complaints };
  },
};

export const screenshot: Check = {
  name: "screenshot",
  views: ALL_VIEWS,
  async run({ page, subject, view }) {
    await mkdir(SHOTS, { recursive: true });
    await page.screenshot({
      path: join(SHOTS, `${subject.name}-${nameOf(view)}.png`),
      fullPage: true,
    });
    return { problems: [] };
  },
};

/**
 * Maximum number of loads in which to look for a load without a shift. A shift that the page causes occurs in each of them;
 * on a busy machine Chromium also shifts a page that it painted before it had read all of it.
 */
const MAX_LOADS = 3;

export const layoutShift: Check = {
  name: "no layout shift",
  views: ALL_VIEWS,
  async run({ page }) {
    let shifted = await shiftOf(page);
    for (let loads = 1; shifted > 0 && loads < MAX_LOADS; loads++) {
      const again = await page.context().newPage();
      await again.goto(page.url(), { waitUntil: "networkidle" });
      shifted = Math.min(shifted, await shiftOf(again));
      await again.close();
    }
    return { problems: shifted === 0 ? [] : [`shifted by ${shifted} or more`] };
  },
};

/** The layout shift score since the page was opened (https://wicg.github.io/layout-instability/). */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
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
    const note = `${parts.join(" + ")} transferred; ${kilobytes(plain)} html uncompressed`;
    const problems = parts.length < 3 ? [`a resource is missing: ${note}`] : [];
    if (bytes > MAX_TRANSFERRED)
      problems.push(`${note}; the maximum is ${kilobytes(MAX_TRANSFERRED)} transferred`);
    if (plain > MAX_HTML && !subject.oversized)
      problems.push(`${note}; the maximum is ${MAX_HTML} bytes uncompressed`);
    return { problems, note };
  },
};

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
