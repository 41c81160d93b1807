/** A content file of a report, as its path below content/ and its text. */
export const reportFile = (
  outlet: string,
  slug: string,
  published: string | null,
  title: string,
  body: string,
  more = "",
): [path: string, text: string] => [
  `reports/${outlet}-${slug}.md`,
  `---\noutlet: ${outlet}\ntitle: ${JSON.stringify(title)}\nurl: https://${outlet}.example/2026/${slug}\n${published === null ? "" : `published: ${published}\n`}${more}---\n\n${body}\n`,
];
