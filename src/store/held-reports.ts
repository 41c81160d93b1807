import type { KnownReport } from "./stories/report-row.ts";

/** Reports that a filing has added and not written yet, with the indexes by which the table would find them. */
export class HeldReports {
  readonly #byId = new Map<number, KnownReport>();
  readonly #byUrl = new Map<string, KnownReport>();
  /** In order of arrival. */
  readonly #byGuid = new Map<string, KnownReport[]>();
  readonly #byTitle = new Map<string, KnownReport[]>();

  get size(): number {
    return this.#byId.size;
  }

  has(id: number): boolean {
    return this.#byId.has(id);
  }

  get(id: number): KnownReport | undefined {
    return this.#byId.get(id);
  }

  /** In order of arrival. */
  values(): MapIterator<KnownReport> {
    return this.#byId.values();
  }

  atUrl(url: string): KnownReport | undefined {
    return this.#byUrl.get(url);
  }

  /** The outlet's latest report with that id of its feed. */
  withGuid(outlet: string, guid: number): KnownReport | undefined {
    return this.#byGuid.get(guidKey({ outlet, guid }))?.at(-1);
  }

  /** The source's first report with that headline and time. */
  withHeadline(wire: string, title: string, moment: number): KnownReport | undefined {
    return this.#byTitle.get(title)?.find((row) => row.wire === wire && row.moment === moment);
  }

  add(row: KnownReport): void {
    this.#byId.set(row.id, row);
    this.#index(row);
  }

  update(row: KnownReport, columns: Partial<KnownReport>): void {
    this.#unindex(row);
    Object.assign(row, columns);
    this.#index(row);
  }

  clear(): void {
    for (const index of [this.#byId, this.#byUrl, this.#byGuid, this.#byTitle]) index.clear();
  }

  #index(row: KnownReport): void {
    this.#byUrl.set(row.url, row);
    insert(this.#byGuid, guidKey(row), row);
    insert(this.#byTitle, row.title, row);
  }

  #unindex(row: KnownReport): void {
    this.#byUrl.delete(row.url);
    remove(this.#byGuid, guidKey(row), row);
    remove(this.#byTitle, row.title, row);
  }
}

const guidKey = ({ outlet, guid }: Pick<KnownReport, "outlet" | "guid">): string =>
  `${outlet} ${guid}`;

function insert(index: Map<string, KnownReport[]>, key: string, row: KnownReport): void {
  const rows = index.getOrInsertComputed(key, () => []);
  const isLast = (rows.at(-1)?.id ?? 0) < row.id;
  rows.push(row);
  // A row that was updated goes back to its place.
  if (!isLast) rows.sort((a, b) => a.id - b.id);
}

function remove(index: Map<string, KnownReport[]>, key: string, row: KnownReport): void {
  const rows = index.get(key);
  rows?.splice(rows.indexOf(row), 1);
}
