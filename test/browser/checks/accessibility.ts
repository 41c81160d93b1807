import axeCore from "axe-core";
import { ALL_VIEWS } from "../views.ts";
import type { Check } from "./check.ts";

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** The global that axe-core defines in the page. */
declare const axe: {
  run(options: object): Promise<{ readonly violations: readonly Violation[] }>;
};

/** All rules that are on by default, and the target size of WCAG 2.2, which is not. */
const OPTIONS = { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };

export const accessible: Check = {
  name: "axe",
  views: ALL_VIEWS,
  // The page's Content-Security-Policy would block the script.
  options: { bypassCSP: true },
  async run({ page }) {
    await page.addScriptTag({ content: axeCore.source });
    const violations = await page.evaluate(
      async (options) => (await axe.run(options)).violations,
      OPTIONS,
    );
    const problems = violations.map(
      ({ id, help, nodes: [first, ...more] }) =>
        `${id}: ${help}: ${first?.html.slice(0, 120)}${more.length > 0 ? ` and ${more.length} more` : ""}`,
    );
    return { problems };
  },
};
