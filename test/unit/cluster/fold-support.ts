import type { ReportInput } from "../../../src/cluster/index.ts";
import { report } from "./engine-support.ts";

export const HOUR = 3_600_000;
const noon = Date.UTC(2018, 7, 4, 12);

export const quake = (id: string, hours: number): ReportInput[] => [
  report("Strong earthquake hits Lombok, dozens dead", {
    id: `${id}1`,
    outlet: "a",
    time: noon + hours * HOUR,
    text: "A magnitude 6.9 earthquake struck the Indonesian island of Lombok on Sunday. Rescuers search the rubble near Mataram.",
  }),
  report("Lombok earthquake: death toll rises as rescuers search rubble", {
    id: `${id}2`,
    outlet: "b",
    time: noon + (hours + 2) * HOUR,
    text: "The magnitude 6.9 quake on the Indonesian island of Lombok destroyed houses in Mataram.",
  }),
  report("Indonesia: dozens killed as magnitude 6.9 quake strikes Lombok", {
    id: `${id}3`,
    outlet: "c",
    time: noon + (hours + 3) * HOUR,
    text: "Tourists flee the Gili islands after the earthquake on Lombok. Hospitals in Mataram are full.",
  }),
];
export const other = (): ReportInput[] => [
  report("Maduro survives drone attack in Caracas", {
    id: "m1",
    time: noon,
    text: "Venezuela's president was speaking at a military parade when drones exploded.",
  }),
  report("Apple is first company worth a trillion dollars", {
    id: "p1",
    time: noon,
    text: "Shares of the iPhone maker rose in New York.",
  }),
];
