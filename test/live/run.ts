/** Runs an edition as `npm start` does, with outlets on this computer, and lets it poll them. `npm run test:live` */
import { Table } from "../support/table.ts";
import { crashes } from "./crashes.ts";
import { shows } from "./shows.ts";

const table = new Table("scene", "checked");
for (const scene of [shows, crashes]) {
  try {
    await scene(table);
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    table.add("FAIL", [scene.name, "runs to its end"], words);
  }
}
table.print();
