import type { Browser } from "playwright-core";
import { CHECKS } from "./checks/all.ts";
import type { Check, Findings } from "./checks/check.ts";
import { nameOf, type View } from "./views.ts";
import { visit, type Subject, type Visit } from "./visit.ts";

/** The result of one check on one page, in all its views. */
export interface Row {
  page: string;
  check: string;
  /** Problems by the name of the view. */
  problems: Map<string, string[]>;
  note: string;
}

/** Checks that change neither the page nor the browser's options can share a page. */
const needsOwnPage = ({ changesPage, options }: Check): boolean =>
  changesPage === true || options !== undefined;

/** Runs every check on a page, in every view that the check asks for. */
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
  /** Runs the checks on one page, one after the other. */
  const runOnOnePage = async (checks: Check[], view: View) => {
    const work = async (visited: Visit) => {
      for (const check of checks) record(check, view, await check.run(visited).catch(failed));
    };
    await visit(browser, subject, view, checks[0]?.options ?? {}, work).catch((error: unknown) => {
      for (const check of checks) record(check, view, failed(error));
    });
  };
  for (const view of subject.views) {
    const wanted = CHECKS.filter(({ views }) => views.includes(view));
    await runOnOnePage(
      wanted.filter((check) => !needsOwnPage(check)),
      view,
    );
    for (const check of wanted.filter(needsOwnPage)) await runOnOnePage([check], view);
  }
  return [...rows.values()].filter(({ problems }) => problems.size > 0);
}

const failed = (error: unknown): Findings => ({ problems: [String(error)] });
