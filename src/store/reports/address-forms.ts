/**
 * Which of the usual addresses of a page the reports of each site have. A site has one form of address, as a rule, so that
 * a new report need not be looked for at the other nineteen.
 */
import { longHash } from "../feeds/feed-state.ts";
import { siteOf, usualAddresses } from "./identity-rules.ts";

/** Bits of all forms. */
const ALL = -1;

export class AddressForms {
  readonly #sql: SqlStorage;
  /** False until the upgrade has read the addresses that were filed before. */
  readonly #isComplete: boolean;
  readonly #forms = new Map<string, number>();

  constructor(sql: SqlStorage, isComplete: boolean) {
    this.#sql = sql;
    this.#isComplete = isComplete;
  }

  /** Addresses of the same page at which a report may have been filed, apart from this one. */
  othersOf(address: string): string[] {
    const forms = this.#isComplete ? this.#formsOf(siteOf(address)) : ALL;
    return usualAddresses(address).filter(
      (each, form) => (forms & (1 << form)) !== 0 && each !== address,
    );
  }

  /** Remembers the form of an address at which a report is filed. */
  note(address: string): void {
    const form = usualAddresses(address).indexOf(address);
    if (form === -1) return;
    const site = siteOf(address);
    const known = this.#formsOf(site);
    const forms = known | (1 << form);
    if (forms === known) return;
    this.#forms.set(site, forms);
    this.#sql.exec(
      "INSERT OR REPLACE INTO address_forms (site, forms) VALUES (?, ?)",
      longHash(site),
      forms,
    );
  }

  #formsOf(site: string): number {
    const known = this.#forms.get(site);
    if (known !== undefined) return known;
    const [row] = this.#sql
      .exec<{ forms: number }>("SELECT forms FROM address_forms WHERE site = ?", longHash(site))
      .toArray();
    const forms = row?.forms ?? 0;
    this.#forms.set(site, forms);
    return forms;
  }
}

/** Reports whose addresses are read per step of the upgrade. */
const PER_STEP = 500;

/** Notes the addresses that were filed before there was a table of forms. @see Upgrade */
export function noteFiledAddresses(sql: SqlStorage, cursor: number): number | null {
  const forms = new AddressForms(sql, false);
  const rows = sql
    .exec<{ id: number; url: string }>(
      "SELECT id, url FROM reports WHERE id > ? ORDER BY id LIMIT ?",
      cursor,
      PER_STEP,
    )
    .toArray();
  for (const { id, url } of rows) {
    forms.note(url);
    for (const former of sql.exec<{ url: string }>(
      "SELECT url FROM addresses WHERE report = ?",
      id,
    ))
      forms.note(former.url);
  }
  const last = rows.at(-1);
  if (last) return last.id;
  sql.exec("UPDATE newsroom SET forms_known = 1");
  return null;
}
