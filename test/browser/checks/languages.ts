import type { ComputedStyle, PageDocument } from "../dom.ts";
import { DESK, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

declare const document: PageDocument;
declare const getComputedStyle: ComputedStyle;

/** Where outlets and editors speak. */
const TEXTS = ":is(main, header, footer) :is(h1, h2, h3, p, li, dt, dd, a, b, bdi, span, code)";

/**
 * Texts that run from right to left do so, marked by their own language where it is not the page's, and turn round none of
 * their neighbours.
 */
export const foreignTexts: Check = {
  name: "right to left among left to right",
  views: [PHONE, DESK],
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
            found.push(`${element.tagName} runs ${direction}: ${text.slice(0, 40)}`);
        } else if (direction === "rtl" && element.closest("[dir], bdi") === null)
          found.push(`${element.tagName} was turned round: ${text.slice(0, 40)}`);
      }
      return found;
    }, TEXTS);
    return { problems };
  },
};
