import type { ComputedStyle, PageDocument } from "../dom.ts";
import { DESKTOP, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

declare const document: PageDocument;
declare const getComputedStyle: ComputedStyle;

/** Elements that may contain text of outlets and editors. */
const TEXTS = ":is(main, header, footer) :is(h1, h2, h3, p, li, dt, dd, a, b, bdi, span, code)";

/**
 * Elements with `dir="auto"` and `bdi` have to take the direction of their text, and no element may become right-to-left
 * because of a neighbour.
 */
export const textDirection: Check = {
  name: "text direction",
  views: [PHONE, DESKTOP],
  async run({ page }) {
    const problems = await page.evaluate((selector) => {
      const found: string[] = [];
      const rightToLeft = /^[^\p{L}]*[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}]/u;
      const leftToRight = /^[^\p{L}]*\p{sc=Latn}/u;
      for (const element of document.querySelectorAll(selector)) {
        const text = element.textContent.trim();
        const { direction } = getComputedStyle(element);
        if (element.getAttribute("dir") === "auto" || element.tagName === "BDI") {
          const expected = rightToLeft.test(text) ? "rtl" : leftToRight.test(text) ? "ltr" : null;
          if (expected !== null && direction !== expected)
            found.push(`${element.tagName} is ${direction}: ${text.slice(0, 40)}`);
        } else if (direction === "rtl" && element.closest("[dir], bdi") === null)
          found.push(`${element.tagName} inherited rtl: ${text.slice(0, 40)}`);
      }
      return found;
    }, TEXTS);
    return { problems };
  },
};
