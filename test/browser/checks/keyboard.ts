import type { Page } from "playwright-core";
import type { ComputedStyle, PageDocument } from "../dom.ts";
import { EVERY, PHONE } from "../views.ts";
import type { Check } from "./check.ts";

declare const document: PageDocument;
declare const innerHeight: number;
declare const innerWidth: number;
declare const getComputedStyle: ComputedStyle;

/** Elements that one can act on, in the order of the document. Of a group of radio buttons Tab reaches the one that is on. */
const INTERACTIVE =
  "a[href], button, input:not([type='radio']:not(:checked)), select, textarea, summary, [tabindex]:not([tabindex='-1'])";

/** Day, month, year and the calendar of one date each take a Tab. */
const STOPS_OF_A_DATE = 4;

export const tabs: Check = {
  name: "Tab reaches all, visibly",
  views: EVERY,
  // Otherwise the page is still on its way to the element when it is looked at.
  options: { reducedMotion: "reduce" },
  async run({ page }) {
    const count = await page.locator(INTERACTIVE).count();
    const problems: string[] = [];
    for (let expected = 0; expected < count; expected++) {
      await page.keyboard.press("Tab");
      for (let stop = 1; stop < STOPS_OF_A_DATE && (await focused(page)).date; stop++)
        if ((await focused(page)).index < expected) await page.keyboard.press("Tab");
      const { index, name, outlined, inView } = await focused(page);
      if (index !== expected) {
        problems.push(
          `Tab ${expected + 1} reaches ${index < 0 ? "nothing" : `element ${index + 1}, ${name}`}`,
        );
        break;
      }
      if (!outlined) problems.push(`the focus on ${name} cannot be seen`);
      if (!inView) problems.push(`${name} has the focus outside the window`);
    }
    return { problems };
  },
};

export const skips: Check = {
  name: "skip link",
  views: [PHONE],
  options: { reducedMotion: "reduce" },
  async run({ page }) {
    await page.keyboard.press("Tab");
    const { name, inView } = await focused(page);
    const problems = inView ? [] : ["does not show when it has the focus"];
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const within = await page.evaluate(() => {
      const [main] = document.querySelectorAll("main");
      const [, ...others] = document.querySelectorAll("body > :not(main) a");
      const here = document.activeElement;
      // A page whose content has no link goes on to the footer.
      const before = others.some((link) => link === here && link.closest("header"));
      return (
        main !== undefined &&
        !before &&
        here !== null &&
        (main.contains(here) || here.closest("footer") !== null)
      );
    });
    if (!within) problems.push(`${name} does not lead past the header`);
    return { problems };
  },
};

function focused(
  page: Page,
): Promise<{ index: number; name: string; date: boolean; outlined: boolean; inView: boolean }> {
  return page.evaluate((interactive) => {
    const element = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    // What is taller than the window is in view if it fills it.
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
