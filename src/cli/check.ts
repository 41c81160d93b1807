/** Checks the content folder: `npm run check`. */
import { summary } from "../content/check-content.ts";
import { contentFolder, readContentFolder, displayPath } from "../content/directory.ts";
import { printMistakes } from "../text/mistake.ts";

const folder = contentFolder();
const content = await readContentFolder(folder);
if ("mistakes" in content) {
  console.error(printMistakes(content.mistakes));
  process.exitCode = 1;
} else {
  console.log(`${displayPath(folder)}/ is valid: ${summary(content)}`);
}
