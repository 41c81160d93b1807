/** The settings of an outlet that undo what was published: `withdrawn` and `formerly`. */
import { isSeq, type YAMLMap } from "yaml";
import type { Withdrawn } from "../model/edition.ts";
import type { Outlet } from "../model/outlet.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import { flag, id } from "../text/field-values.ts";
import { quote } from "../text/mistake.ts";
import { readUrl } from "../text/url.ts";
import type { Fields } from "./fields.ts";

/** An outlet of outlets.yaml: whether all of its reports are withdrawn, or the addresses of those that are. */
export interface ListedOutlet extends Outlet {
  withdrawn: boolean | string[];
}

/** Reads `withdrawn`: true, or a list of addresses of reports. */
export function readWithdrawn(fields: Fields, outlet: YAMLMap): ListedOutlet["withdrawn"] {
  return isSeq(outlet.get("withdrawn", true))
    ? fields.list("withdrawn", readUrl).map(({ value }) => canonicalUrl(value))
    : (fields.optional("withdrawn", flag) ?? false);
}

/** Reads `formerly`: the id that the outlet had before, or a list of ids of outlets that became one. */
export function readFormerly(fields: Fields, outlet: YAMLMap): Pick<Outlet, "formerly"> {
  if (isSeq(outlet.get("formerly", true)))
    return { formerly: fields.list("formerly", id).map(({ value }) => value) };
  const formerly = fields.optional("formerly", id);
  return formerly === undefined ? {} : { formerly: [formerly] };
}

/** Reports a former id that another outlet of the file has, or claims as well. */
export function checkFormerIds(outlets: readonly { outlet: ListedOutlet; fields: Fields }[]): void {
  const taken = new Set(outlets.map(({ outlet }) => outlet.id));
  for (const { outlet, fields } of outlets) {
    for (const formerly of outlet.formerly ?? []) {
      if (taken.has(formerly)) {
        const problem = `${quote(formerly)} is the id, or the former id, of an outlet in this file.`;
        fields.mistake("formerly", problem, "Name an id that no outlet has any more.");
      }
      taken.add(formerly);
    }
  }
}

/** Separates what is withdrawn from the outlets that the edition has. */
export function separateWithdrawn(listed: readonly ListedOutlet[]): {
  outlets: Outlet[];
  withdrawn: Withdrawn;
} {
  const addresses = ({ id: outlet, withdrawn }: ListedOutlet): Withdrawn["reports"] =>
    Array.isArray(withdrawn) ? withdrawn.map((url) => ({ outlet, url })) : [];
  return {
    outlets: listed
      .filter(({ withdrawn }) => withdrawn !== true)
      .map((each) => {
        const { withdrawn: _, ...outlet } = each;
        return outlet;
      }),
    withdrawn: {
      outlets: listed.filter(({ withdrawn }) => withdrawn === true).map((outlet) => outlet.id),
      reports: listed.flatMap(addresses),
    },
  };
}

/** Whether a report of a file is withdrawn. */
export const isWithdrawn = (
  { outlets, reports }: Withdrawn,
  { outlet, url }: { outlet: string; url: string },
): boolean =>
  outlets.includes(outlet) ||
  reports.some((report) => report.outlet === outlet && report.url === canonicalUrl(url));
