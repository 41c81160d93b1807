import type { Page } from "playwright-core";
import type { ComputedStyle, PageDocument } from "../dom.ts";
import { ALL_VIEWS, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

declare const document: PageDocument;
declare const innerHeight: number;
declare const innerWidth: number;
declare const getComputedStyle: ComputedStyle;

/**
 * Focusable elements in document order. Tab reaches only the checked button of a radio group, and nothing that is folded
 * away.
 */
const INTERACTIVE =
  ":is(a[href], button, input:not([type='radio']:not(:checked)), select, textarea, summary, [tabindex]:not([tabindex='-1'])):not(details:not([open]) > :not(summary) *)";

/** A date field has four tab stops: day, month, year and the calendar button. */
const DATE_TAB_STOPS = 4;

export const tabOrder: Check = {
  name: "Tab order, visible focus",
  views: ALL_VIEWS,
  // With smooth scrolling, the page would still be moving towards the element when it is measured.
  options: { reducedMotion: "reduce" },
  async run({ page }) {
    const count = await page.locator(INTERACTIVE).count();
    const problems: string[] = [];
    for (let expected = 0; expected < count; expected++) {
      await page.keyboard.press("Tab");
      for (let stop = 1; stop < DATE_TAB_STOPS && (await focused(page)).date; stop++)
        if ((await focused(page)).index < expected) await page.keyboard.press("Tab");
      const { index, name, outlined, inView } = await focused(page);
      if (index !== expected) {
        problems.push(
          `Tab ${expected + 1} reaches ${index < 0 ? "nothing" : `element ${index + 1}, ${name}`}`,
        );
        break;
      }
      if (!outlined) problems.push(`the focus on ${name} is not visible`);
      if (!inView) problems.push(`${name} is outside the window while it has the focus`);
    }
    return { problems };
  },
};

export const skipLink: Check = {
  name: "skip link",
  views: [PHONE],
  options: { reducedMotion: "reduce" },
  async run({ page }) {
    await page.keyboard.press("Tab");
    const { name, inView } = await focused(page);
    const problems = inView ? [] : ["is not visible when it has the focus"];
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const within = await page.evaluate(() => {
      const [main] = document.querySelectorAll("main");
      const [, ...others] = document.querySelectorAll("body > :not(main) a");
      const active = document.activeElement;
      const inHeader = others.some((link) => link === active && link.closest("header"));
      return (
        main !== undefined &&
        !inHeader &&
        active !== null &&
        // On a page without links in its content, the next one is in the footer.
        (main.contains(active) || active.closest("footer") !== null)
      );
    });
    if (!within) problems.push(`${name} does not lead past the header`);
    return { problems };
  },
};

/** The element that has the focus; `index` is its position among the focusable ones, or -1. */
function focused(
  page: Page,
): Promise<{ index: number; name: string; date: boolean; outlined: boolean; inView: boolean }> {
  return page.evaluate((interactive) => {
    const element = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    // An element taller than the window only has to overlap it.
    const vertical =
      height <= innerHeight
        ? top >= -0.5 && bottom <= innerHeight + 0.5
        : top < innerHeight && bottom > 0;
    return {
      index: [...document.querySelectorAll(interactive)].indexOf(element),
      name: element.textContent.trim().slice(0, 40),
      date: element.getAttribute("type") === "date",
      outlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
      inView: width > 0 && left >= -0.5 && right <= innerWidth + 0.5 && vertical,
    };
  }, INTERACTIVE);
}
