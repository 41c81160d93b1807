import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { output, run } from "../support/command.ts";
import { python } from "../support/tools.ts";
import type { Entry, Reader } from "./reader.ts";
import { linksIn, XML_FORMATS } from "./reader.ts";

const PYTHON = { modules: ["mailbox"], packages: "python3" };

/**
 * rss2email (https://github.com/rss2email/rss2email). It sends a mail for every new entry, but none when an entry changes.
 * Here it delivers to a maildir.
 */
export const rss2email: Reader = {
  name: "rss2email",
  needs: [{ command: "r2e", packages: "rss2email" }, PYTHON],
  formats: XML_FORMATS,
  entry: "mail",
  grows: false,
  keeps: true,
  async subscribe(url, home) {
    const mail = join(home, "mail");
    const config = join(home, "rss2email.cfg");
    await mkdir(mail);
    await writeFile(
      config,
      [
        "[DEFAULT]",
        "from = storyfold@localhost.invalid",
        "to = reader@localhost.invalid",
        "email-protocol = maildir",
        `maildir-path = ${mail}`,
        "maildir-mailbox = INBOX",
        "html-mail = True",
        "verbose = warning",
        "",
      ].join("\n"),
    );
    const r2e = async (...args: string[]): Promise<void> => {
      const files = ["-c", config, "-d", join(home, "rss2email.json")];
      // r2e exits with 0 after an error too, so any output counts as an error.
      const { code, stdout, stderr } = await run("r2e", [...files, ...args], { home });
      const printed = (stdout + stderr).trim();
      if (code !== 0 || printed !== "")
        throw new Error(`r2e ${args[0]} exited with ${code}: ${printed}`);
    };
    await r2e("add", "storyfold", url);
    return {
      async poll() {
        await r2e("run");
        return readMails(join(mail, "INBOX"), home);
      },
    };
  },
};

interface Mail {
  id: string;
  title: string;
  link: string;
  html: string;
}

async function readMails(folder: string, home: string): Promise<Entry[]> {
  const command = (await python(PYTHON.modules)) ?? "python3";
  const script = join(import.meta.dirname, "read_mails.py");
  const mails = JSON.parse(await output(command, [script, folder], { home })) as Mail[];
  return mails.map(({ id, title, link, html }) => ({ id, title, link, links: linksIn(html) }));
}
