import type { Page } from "playwright-core";
import type { ComputedStyle, PageDocument, PageElement } from "../dom.ts";
import { DARK_DESKTOP, DESKTOP, ALL_VIEWS, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

declare const document: PageDocument;
declare const innerWidth: number;
declare const getComputedStyle: ComputedStyle;

export const noOverflow: Check = {
  name: "no overflow",
  views: ALL_VIEWS,
  run: async ({ page }) => ({ problems: await overflow(page) }),
};

/** 1280 px at a zoom of 400 %, the narrowest width that WCAG requires (https://www.w3.org/TR/WCAG22/#reflow). */
export const reflow: Check = {
  name: "320 px wide",
  views: [PHONE],
  options: { viewport: { width: 320, height: 256 } },
  run: async ({ page }) => ({ problems: await overflow(page) }),
};

export const zoom: Check = {
  name: "zoom 200 %",
  views: [DESKTOP],
  options: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  run: async ({ page }) => ({ problems: await overflow(page) }),
};

/** Enlarges only the text, as a phone's settings do (https://www.w3.org/TR/WCAG22/#resize-text). */
export const largeText: Check = {
  name: "text at 200 %",
  views: [PHONE, DESKTOP],
  changesPage: true,
  async run({ page }) {
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    return { problems: await overflow(page) };
  },
};

export const print: Check = {
  name: "print",
  views: [DESKTOP, DARK_DESKTOP],
  changesPage: true,
  async run({ page }) {
    // The printable width of A4.
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

/** Elements that are wider than the window, or whose content is wider than themselves. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = ({ tagName, className, textContent }: PageElement) =>
      `${tagName.toLowerCase()}${typeof className === "string" && className ? `.${className}` : ""} “${textContent.trim().slice(0, 30)}”`;
    const problems: string[] = [];
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth > innerWidth)
      problems.push(`the page is ${scrollWidth} px wide in ${innerWidth}`);
    for (const element of document.body.querySelectorAll("*")) {
      // The skip link is outside the window until it has the focus.
      if (element.closest(".skip")) continue;
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1) continue;
      if (left < -0.5 || right > innerWidth + 0.5)
        problems.push(
          `${named(element)} extends from ${Math.round(left)} to ${Math.round(right)} px in ${innerWidth}`,
        );
      // Inline boxes have a clientWidth of 0, and input fields scroll their text.
      else if (
        element.tagName !== "INPUT" &&
        element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 1
      )
        problems.push(
          `${named(element)} has ${element.scrollWidth} px of content in ${element.clientWidth}`,
        );
    }
    return problems;
  });
}
