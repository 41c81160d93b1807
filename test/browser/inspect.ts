import type { Browser } from "playwright-core";
import { CHECKS } from "./checks/all.ts";
import type { Check, Findings } from "./checks/check.ts";
import { nameOf, type View } from "./views.ts";
import { visit, type Subject, type Visit } from "./visit.ts";

/** What a check found on a page, in all the views that it looked at. */
export interface Row {
  page: string;
  check: string;
  /** By view. */
  problems: Map<string, string[]>;
  note: string;
}

/** Checks that leave a page as it was can share one. */
const alone = ({ touches, options }: Check): boolean => touches === true || options !== undefined;

/** Makes every check of a page, in every view that the check asks for. */
export async function inspect(browser: Browser, subject: Subject): Promise<Row[]> {
  const rows = new Map(
    CHECKS.map((check): [Check, Row] => [
      check,
      { page: subject.name, check: check.name, problems: new Map(), note: "" },
    ]),
  );
  const record = (check: Check, view: View, { problems, note }: Findings) => {
    const row = rows.get(check);
    row?.problems.set(nameOf(view), problems);
    if (row && note) row.note = note;
  };
  /** In one visit. */
  const together = async (checks: Check[], view: View) => {
    const work = async (visited: Visit) => {
      for (const check of checks) record(check, view, await check.run(visited).catch(failed));
    };
    await visit(browser, subject, view, checks[0]?.options ?? {}, work).catch((error: unknown) => {
      for (const check of checks) record(check, view, failed(error));
    });
  };
  for (const view of subject.views) {
    const wanted = CHECKS.filter(({ views }) => views.includes(view));
    await together(
      wanted.filter((check) => !alone(check)),
      view,
    );
    for (const check of wanted.filter(alone)) await together([check], view);
  }
  return [...rows.values()].filter(({ problems }) => problems.size > 0);
}

const failed = (error: unknown): Findings => ({ problems: [String(error)] });
