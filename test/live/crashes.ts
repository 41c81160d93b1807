import type { Table } from "../support/table.ts";
export async function crashes(_: Table): Promise<void> {}
