/** What would harm an edition if it were deployed as it is. */
import type { Edition } from "../model/edition.ts";
import { editionId } from "../model/ids.ts";
import type { Mistake } from "../text/mistake.ts";
import { quote } from "../text/mistake.ts";

/** What the repository ships with, which every copy begins with. */
export const SHIPPED = {
  authority: "storyfold.example",
  since: "2026-11-22",
  worker: "storyfold",
} as const;

/** The environment variable by which `npm run deploy` tells the build that it has checked the edition. */
export const CHECKED = "STORYFOLD_DEPLOY_CHECKED";

/** Names that only this computer can reach. */
const LOCAL = /^(?:localhost|.*\.localhost|127\..*|0\.0\.0\.0|\[::1\])$/;
/** Names that nobody can own: https://www.rfc-editor.org/rfc/rfc6761#section-6 */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/;

/**
 * Settings of an edition that must not be published.
 *
 * @param edition the settings of edition.yaml
 * @param worker the name in wrangler.toml
 * @param today as `2026-01-31`
 * @param established whether an edition with the same ids is published at the same address already. Then it is too late
 *   to change what ids begin with, and the Worker has its name.
 * @param folder the name of the content folder in mistakes
 */
export function deployMistakes(
  edition: Edition,
  worker: string,
  today: string,
  established: boolean,
  folder = "content",
): Mistake[] {
  const mistakes: Mistake[] = [];
  const inEdition = (field: string, problem: string, fix: string): void => {
    mistakes.push({ file: `${folder}/edition.yaml`, line: null, field, problem, fix });
  };
  const inToml = (problem: string, fix: string): void => {
    mistakes.push({ file: "wrangler.toml", line: null, field: "name", problem, fix });
  };
  const { hostname, host } = new URL(edition.site);
  const { name, since } = edition.authority;
  if (isLocal(edition.site)) {
    const problem = `${edition.site} can be reached from this computer only, and every link in the feeds begins with it.`;
    const fix = `Set it to the public address: https://${worker}.SUBDOMAIN.workers.dev, or your own domain.`;
    inEdition("site", problem, fix);
  } else if (RESERVED.test(hostname)) {
    inEdition("site", `${edition.site} is an example.`, "Set it to the edition's public address.");
  }
  if (!established && RESERVED.test(name.replace(/^.*@/, ""))) {
    const problem = `${quote(name)} is an example. Ids of entries that begin with it would be shared with other editions.`;
    inEdition("authority", problem, "Set it to a domain or an e-mail address of yours.");
  }
  if (!established && since === SHIPPED.since) {
    const fix =
      "Set it to another day on which you owned the domain or e-mail address in authority.";
    inEdition("since", `is still ${SHIPPED.since}, with which every copy begins.`, fix);
  } else if (since > today) {
    inEdition("since", `${since} is in the future.`, "Set it to a day that has passed.");
  }
  const [label, , ...rest] = host.split(".");
  if (!established && worker === SHIPPED.worker) {
    const problem = `is still ${quote(SHIPPED.worker)}, with which every copy begins. Deploying another edition under that name would replace this one.`;
    inToml(problem, 'Set it to a name of your own, such as name = "my-edition".');
  } else if (rest.join(".") === "workers.dev" && label !== worker) {
    const problem = `is ${quote(worker)}, but site in edition.yaml is the address of a Worker called ${quote(label ?? "")}.`;
    inToml(problem, "Make the two agree, so that you replace no other edition.");
  }
  return mistakes;
}

/**
 * Why the edition must not replace the one that is published at its address; null if that is the same edition.
 *
 * @param publishedId the id of the published edition; null if there is none yet
 */
export function otherEdition(
  edition: Edition,
  publishedId: string | null,
  folder = "content",
): Mistake | null {
  const id = editionId(edition);
  if (publishedId === null || publishedId === id) return null;
  return {
    file: `${folder}/edition.yaml`,
    line: null,
    field: null,
    problem: `makes ids that begin with ${id.replace(/edition$/, "")}, but ${edition.site} serves an edition whose ids begin with ${publishedId.replace(/edition$/, "")}. Every reader would see every story again.`,
    fix: 'Set "authority" and "since" back, or, if this is another edition, give it another "site", and another "name" in wrangler.toml.',
  };
}

/** Whether only this computer can reach an address. */
export const isLocal = (site: string): boolean => LOCAL.test(new URL(site).hostname);

/** The name of the Worker in the text of wrangler.toml; empty if there is none. */
export function workerName(toml: string): string {
  const top = toml.split(/^\[/m)[0] ?? "";
  return /^name\s*=\s*["']([^"']*)["']/m.exec(top)?.[1] ?? "";
}

/** The id of an edition in its Atom feed (RFC 4287, 4.2.6); null if the text is not the feed of an edition. */
export function idInAtom(atom: string): string | null {
  return /<id>(tag:[^<]+:edition)<\/id>/.exec(atom)?.[1] ?? null;
}
