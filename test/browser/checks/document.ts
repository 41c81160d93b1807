import type { Page } from "playwright-core";
import type { ComputedStyle, PageDocument } from "../dom.ts";
import { visit } from "../visit.ts";
import { PHONE } from "../views.ts";
import type { Check } from "./check.ts";

declare const document: PageDocument;
declare const getComputedStyle: ComputedStyle;

export const oneScript: Check = {
  name: "no scripts except /time.js",
  views: [PHONE],
  async run({ page, response }) {
    const problems = await page.evaluate(() => {
      const found: string[] = [];
      for (const { tagName, attributes, textContent } of document.querySelectorAll("*")) {
        const values = Object.fromEntries([...attributes].map(({ name, value }) => [name, value]));
        // Structured data for search engines is not executed, but has to be valid JSON.
        if (tagName === "SCRIPT" && values["type"] === "application/ld+json")
          JSON.parse(textContent);
        else if (tagName === "SCRIPT" && values["src"] !== "/time.js")
          found.push(`a script element: ${values["src"] ?? textContent.slice(0, 40)}`);
        for (const { name, value } of attributes)
          if (name.startsWith("on") || /^\s*javascript:/i.test(value))
            found.push(`${tagName} ${name}="${value}"`);
      }
      return found;
    });
    const policy = response.headers()["content-security-policy"] ?? "";
    if (!policy.startsWith("default-src 'none'; script-src 'self';") || policy.includes("unsafe"))
      problems.push(
        policy
          ? `the Content-Security-Policy allows other scripts: ${policy}`
          : "there is no Content-Security-Policy",
      );
    return { problems };
  },
};

export const headings: Check = {
  name: "headings in order",
  views: [PHONE],
  async run({ page }) {
    const found = await page.evaluate(() =>
      [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ tagName, textContent }) => ({
        level: Number(tagName.slice(1)),
        text: textContent.trim(),
      })),
    );
    const problems: string[] = [];
    const first = found.filter(({ level }) => level === 1).length;
    if (first !== 1) problems.push(`${first} first-level headings, not 1`);
    let above = 0;
    for (const { level, text } of found) {
      if (text === "") problems.push(`an empty heading of level ${level}`);
      if (level > above + 1) problems.push(`level ${level} after ${above}: ${text.slice(0, 40)}`);
      above = level;
    }
    return { problems };
  },
};

export const withoutJavaScript: Check = {
  name: "works without JavaScript",
  views: [PHONE],
  async run({ page, subject, view }) {
    const browser = page.context().browser();
    if (!browser) throw new Error("the browser has been closed");
    const withScript = await visibleState(page);
    const problems: string[] = [];
    await visit(browser, subject, view, { javaScriptEnabled: false }, async ({ page: plain }) => {
      const withoutScript = await visibleState(plain);
      if (withoutScript !== withScript) problems.push("differs without JavaScript");
      const times = await plain.locator("time[data-local], time[data-ago]").allInnerTexts();
      for (const text of times)
        if (!text.endsWith(" UTC"))
          problems.push(`without JavaScript a time is “${text}”, not in UTC`);
      await plain.locator("footer a[href='/about']").click();
      await plain.waitForURL(`${subject.site}/about`);
    });
    return { problems };
  },
};

/**
 * The page's text and colours, with a placeholder for times, which the script converts, and without the buttons that only
 * the script makes work.
 */
const visibleState = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    let text = document.body.innerText ?? "";
    for (const { innerText } of document.querySelectorAll("time[data-local], time[data-ago]"))
      text = text.replace(innerText ?? "", "at a time");
    for (const { innerText } of document.querySelectorAll(".copy-button"))
      text = text.replace(`${innerText}\n`, "");
    return [color, backgroundColor, text].join("\n");
  });

/** UTC+5:30: the half hour rules out that a time is right by chance. */
const KOLKATA = "Asia/Kolkata";

export const localTimes: Check = {
  name: "times in the visitor's zone",
  views: [PHONE],
  options: { timezoneId: KOLKATA },
  async run({ page }) {
    const problems = await page.evaluate(() => {
      const found: string[] = [];
      for (const time of document.querySelectorAll("time[data-ago]")) {
        const exact = time.getAttribute("title") ?? "";
        if (!exact.includes("GMT+5:30"))
          found.push(`“${time.textContent}” does not have the exact time as its title: ${exact}`);
      }
      for (const time of document.querySelectorAll("time[data-local]")) {
        const written = time.getAttribute("datetime") ?? "";
        const clock = new Date(Date.parse(written) + 5.5 * 3_600_000).toISOString().slice(11, 16);
        const text = time.textContent;
        if (!text.includes(clock) || !text.includes("GMT+5:30"))
          found.push(`${written} is shown as “${text}”`);
        if (Date.parse(time.getAttribute("title") ?? "") !== Date.parse(written))
          found.push(`“${text}” does not have the exact time as its title`);
      }
      return found;
    });
    return { problems };
  },
};

export const reducedMotion: Check = {
  name: "reduced motion",
  views: [PHONE],
  options: { reducedMotion: "reduce" },
  async run({ page }) {
    const problems = await page.evaluate(() => {
      const found: string[] = [];
      if (document.getAnimations().length > 0) found.push("the page has a running animation");
      if (getComputedStyle(document.documentElement).scrollBehavior !== "auto")
        found.push("the page scrolls smoothly");
      for (const element of document.querySelectorAll("*")) {
        const { animationName, transitionDuration } = getComputedStyle(element);
        if (animationName !== "none" || /[1-9]/.test(transitionDuration))
          found.push(`${element.tagName} has an animation or a transition`);
      }
      return found;
    });
    return { problems };
  },
};
