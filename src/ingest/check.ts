import { summary } from "./content.ts";
import { contentFolder, readContentFolder, shown } from "./folder.ts";
import { printMistakes } from "./mistake.ts";

const folder = contentFolder();
const content = await readContentFolder(folder);
if ("mistakes" in content) {
  console.error(printMistakes(content.mistakes));
  process.exitCode = 1;
} else {
  console.log(`${shown(folder)}/ is in order: ${summary(content)}`);
}
