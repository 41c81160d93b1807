import type { Page } from "playwright-core";
import type { ComputedStyle, PageDocument, PageElement } from "../dom.ts";
import { DARK_DESK, DESK, EVERY, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

declare const document: PageDocument;
declare const innerWidth: number;
declare const getComputedStyle: ComputedStyle;

export const fits: Check = {
  name: "nothing sticks out",
  views: EVERY,
  run: async ({ page }) => ({ problems: await overflow(page) }),
};

/** 1280 pixels at 400 %: the narrowest that WCAG asks for (https://www.w3.org/TR/WCAG22/#reflow). */
export const reflows: Check = {
  name: "320 px wide",
  views: [PHONE],
  options: { viewport: { width: 320, height: 256 } },
  run: async ({ page }) => ({ problems: await overflow(page) }),
};

export const zooms: Check = {
  name: "zoom 200 %",
  views: [DESK],
  options: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  run: async ({ page }) => ({ problems: await overflow(page) }),
};

/** Only the text grows, as in a phone's settings (https://www.w3.org/TR/WCAG22/#resize-text). */
export const grows: Check = {
  name: "text at 200 %",
  views: [PHONE, DESK],
  touches: true,
  async run({ page }) {
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    return { problems: await overflow(page) };
  },
};

export const prints: Check = {
  name: "print",
  views: [DESK, DARK_DESK],
  touches: true,
  async run({ page }) {
    // The width of A4 without margins.
    await page.setViewportSize({ width: 718, height: 1000 });
    await page.emulateMedia({ media: "print" });
    const problems = await overflow(page);
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return `${color} on ${backgroundColor}`;
    });
    if (colours !== "rgb(0, 0, 0) on rgb(255, 255, 255)") problems.push(`prints ${colours}`);
    return { problems };
  },
};

/** What is wider than the window, or than the box it is in. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = ({ tagName, className, textContent }: PageElement) =>
      `${tagName.toLowerCase()}${typeof className === "string" && className ? `.${className}` : ""} “${textContent.trim().slice(0, 30)}”`;
    const problems: string[] = [];
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth > innerWidth)
      problems.push(`the page is ${scrollWidth} px wide in ${innerWidth}`);
    for (const element of document.body.querySelectorAll("*")) {
      // The skip link waits outside until it has the focus.
      if (element.closest(".skip")) continue;
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1) continue;
      if (left < -0.5 || right > innerWidth + 0.5)
        problems.push(
          `${named(element)} is from ${Math.round(left)} to ${Math.round(right)} in ${innerWidth}`,
        );
      // Inline boxes have no width of their own, and a field scrolls what is written into it.
      else if (
        element.tagName !== "INPUT" &&
        element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 1
      )
        problems.push(
          `${named(element)} holds ${element.scrollWidth} px in ${element.clientWidth}`,
        );
    }
    return problems;
  });
}
