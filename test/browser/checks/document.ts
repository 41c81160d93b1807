import type { Page } from "playwright-core";
import type { ComputedStyle, PageDocument } from "../dom.ts";
import { visit } from "../visit.ts";
import { PHONE } from "../views.ts";
import type { Check } from "./check.ts";

declare const document: PageDocument;
declare const getComputedStyle: ComputedStyle;

export const noScript: Check = {
  name: "no script",
  views: [PHONE],
  async run({ page, response }) {
    const problems = await page.evaluate(() => {
      const found: string[] = [];
      for (const { tagName, attributes } of document.querySelectorAll("*")) {
        if (tagName.toLowerCase() === "script") found.push("a script element");
        for (const { name, value } of attributes)
          if (name.startsWith("on") || /^\s*javascript:/i.test(value))
            found.push(`${tagName} ${name}="${value}"`);
      }
      return found;
    });
    const policy = response.headers()["content-security-policy"] ?? "";
    if (!policy.includes("default-src 'none'") || policy.includes("script-src"))
      problems.push(`the policy lets scripts run: ${policy || "there is none"}`);
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
    if (first !== 1) problems.push(`${first} headings of the first level`);
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
    if (!browser) throw new Error("the browser is gone");
    const usual = await look(page);
    const problems: string[] = [];
    await visit(browser, subject, view, { javaScriptEnabled: false }, async ({ page: bare }) => {
      const seen = await look(bare);
      if (seen !== usual) problems.push("looks different without JavaScript");
      await bare.locator("header a", { hasText: "About" }).click();
      await bare.waitForURL(`${subject.site}/about`);
    });
    return { problems };
  },
};

/** The text as it is laid out, and colours that only the style sheet gives. */
const look = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor, document.body.scrollHeight, document.body.innerText].join("\n");
  });

export const reducedMotion: Check = {
  name: "reduced motion",
  views: [PHONE],
  options: { reducedMotion: "reduce" },
  async run({ page }) {
    const problems = await page.evaluate(() => {
      const found: string[] = [];
      if (document.getAnimations().length > 0) found.push("something is animated");
      if (getComputedStyle(document.documentElement).scrollBehavior !== "auto")
        found.push("scrolls smoothly");
      for (const element of document.querySelectorAll("*")) {
        const { animationName, transitionDuration } = getComputedStyle(element);
        if (animationName !== "none" || /[1-9]/.test(transitionDuration))
          found.push(`${element.tagName} moves`);
      }
      return found;
    });
    return { problems };
  },
};
