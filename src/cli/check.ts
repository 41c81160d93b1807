/** Checks the content folder: `npm run check`. */
import { contentFolder, readContentFolder, displayPath } from "../content/directory.ts";
import { summary, unlikelyReports } from "../content/summary.ts";
import { printMistake, printMistakes } from "../text/mistake.ts";

const folder = contentFolder();
const content = await readContentFolder(folder);
if ("mistakes" in content) {
  console.error(printMistakes(content.mistakes));
  process.exitCode = 1;
} else {
  for (const warning of unlikelyReports(content)) console.warn(`warning: ${printMistake(warning)}`);
  console.log(`${displayPath(folder)}/ is valid: ${summary(content)}`);
}
