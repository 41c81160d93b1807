/**
 * Behaves as hostile and careless outlets and visitors would, against an edition that runs with `npm start` and polls them.
 * `npm run test:hostile`, or with names of scenarios only these.
 */
import { Table } from "../support/table.ts";
import { changingAddresses, manyHeadlines, oneHeadline, unequalOutlets } from "./floods.ts";
import { health, servers, wrongClock } from "./servers.ts";
import { undoing } from "./undoing.ts";
import { load, visitors } from "./visitors.ts";
import { claimedAddresses, earlierDates } from "./takeovers.ts";

const SCENARIOS = [
  oneHeadline,
  manyHeadlines,
  unequalOutlets,
  changingAddresses,
  claimedAddresses,
  earlierDates,
  undoing,
  servers,
  wrongClock,
  health,
  visitors,
  load,
];

const names = process.argv.slice(2);
const table = new Table("scenario", "checked");
for (const scenario of SCENARIOS) {
  if (names.length > 0 && !names.includes(scenario.name)) continue;
  try {
    await scenario(table);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    table.add("FAIL", [scenario.name, "runs to its end"], message);
  }
}
table.print();
