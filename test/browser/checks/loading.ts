import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
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

export const layoutShift: Check = {
  name: "no layout shift",
  views: ALL_VIEWS,
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
