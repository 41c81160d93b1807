import axeCore from "axe-core";
import { EVERY } from "../views.ts";
import type { Check } from "./check.ts";

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** As it is inside the page. */
declare const axe: {
  run(options: object): Promise<{ readonly violations: readonly Violation[] }>;
};

/** Every rule that is on by default, and the size of targets, which is not. */
const OPTIONS = { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };

export const accessible: Check = {
  name: "axe",
  views: EVERY,
  // The page's policy would keep axe out.
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
