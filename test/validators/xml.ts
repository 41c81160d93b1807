import { resolve } from "node:path";
import { run } from "../support/command.ts";
import { missing } from "../support/tools.ts";
import type { Check, Finding } from "./check.ts";

/** Whether the XML documents are well-formed, as libxml2 sees it. */
export const wellFormed: Check = async ({ rss, atom, opml, home }) => {
  const what = "well-formed (xmllint)";
  const why = await missing([{ command: "xmllint", packages: "libxml2-utils" }]);
  return Promise.all(
    [rss, atom, opml].map(async ({ name, file }): Promise<Finding> => {
      if (why !== null) return { document: name, what, wrong: null, skipped: why };
      const { code, stderr } = await run("xmllint", ["--noout", "--nonet", file], { home });
      const said = stderr.trim();
      return { document: name, what, wrong: code === 0 && said === "" ? null : said };
    }),
  );
};

/**
 * The grammar of Atom in RELAX NG (RFC 4287, appendix B).
 *
 * @param schema the file that holds it, in XML (.rng) or compact (.rnc) form.
 */
export function relaxNg(schema: string | undefined): Check {
  return async ({ atom, home }) => {
    const finding = { document: atom.name, what: "RELAX NG (jing)", wrong: null };
    if (schema === undefined)
      return [{ ...finding, skipped: "no schema of Atom is given (--atom-rng FILE)" }];
    const why = await missing([{ command: "jing", packages: "jing" }]);
    if (why !== null) return [{ ...finding, skipped: why }];
    const compact = schema.endsWith(".rnc") ? ["-c"] : [];
    const { code, stdout, stderr } = await run("jing", [...compact, resolve(schema), atom.file], {
      home,
      seconds: 60,
    });
    return [{ ...finding, wrong: code === 0 ? null : (stdout + stderr).trim() }];
  };
}
