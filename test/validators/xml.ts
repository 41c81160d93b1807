import { resolve } from "node:path";
import { run } from "../support/command.ts";
import { missing } from "../support/tools.ts";
import type { Check, Finding } from "./check.ts";

/** Checks with libxml2 that the XML documents are well-formed. */
export const wellFormed: Check = async ({ rss, atom, opml, parts, sitemap, home }) => {
  const what = "well-formed (xmllint)";
  const why = await missing([{ command: "xmllint", packages: "libxml2-utils" }]);
  return Promise.all(
    [rss, atom, opml, sitemap, ...parts.rss, ...parts.atom].map(
      async ({ name, file }): Promise<Finding> => {
        if (why !== null) return { document: name, what, wrong: null, missing: why };
        const { code, stderr } = await run("xmllint", ["--noout", "--nonet", file], { home });
        const messages = stderr.trim();
        return { document: name, what, wrong: code === 0 && messages === "" ? null : messages };
      },
    ),
  );
};

/**
 * Validates Atom against its RELAX NG grammar (RFC 4287, appendix B).
 *
 * @param schema path of the grammar, in XML (.rng) or compact (.rnc) syntax
 */
export function relaxNg(schema: string | undefined): Check {
  return async ({ atom, parts, home }) => {
    const what = "RELAX NG (jing)";
    const why =
      schema === undefined
        ? "no Atom grammar was given (--atom-rng FILE)"
        : await missing([{ command: "jing", packages: "jing" }]);
    const findings: Finding[] = [];
    for (const { name: document, file } of [atom, ...parts.atom]) {
      if (schema === undefined || why !== null) {
        findings.push({ document, what, wrong: null, skipped: why ?? "" });
        continue;
      }
      const compact = schema.endsWith(".rnc") ? ["-c"] : [];
      const args = [...compact, resolve(schema), file];
      const { code, stdout, stderr } = await run("jing", args, { home, seconds: 60 });
      findings.push({ document, what, wrong: code === 0 ? null : (stdout + stderr).trim() });
    }
    return findings;
  };
}
