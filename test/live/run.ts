/** Runs an edition with `npm start` and polls outlets on this machine, in five scenarios. `npm run test:live` */
import { Table } from "../support/table.ts";
import { backups } from "./backups.ts";
import { crashes } from "./crashes.ts";
import { oddWeeks } from "./odd-weeks.ts";
import { queue } from "./queue.ts";
import { threeOutlets } from "./three-outlets.ts";

const table = new Table("scenario", "checked");
for (const scenario of [threeOutlets, queue, oddWeeks, backups, crashes]) {
  try {
    await scenario(table);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    table.add("FAIL", [scenario.name, "runs to its end"], message);
  }
}
table.print();
