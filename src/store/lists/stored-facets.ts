/**
 * The facets of a story as its row has them. They are the first text of JSON that differs between most stories, so it is
 * short: the time by which most of them are listed, then each as the initial of its kind and its key, with its own time if
 * that differs: `[1797042919011,"len",["oa",1797039319011]]`. Earlier programs stored `[["language","en",1797042919011]]`.
 */
import type { FacetKind } from "../../model/selection.ts";

/** A facet of a story, and the time by which the table has it. */
export type ListedFacet = [kind: FacetKind, key: string, at: number];

const KINDS: Readonly<Record<string, FacetKind>> = { t: "tag", o: "outlet", l: "language" };

type Entry = string | [facet: string, at: number];

export function encodeFacets(facets: readonly ListedFacet[]): string {
  const usual = facets[0]?.[2] ?? 0;
  const entries = facets.map(([kind, key, at]): Entry => {
    const facet = kind.charAt(0) + key;
    return at === usual ? facet : [facet, at];
  });
  return JSON.stringify(facets.length === 0 ? [] : [usual, ...entries]);
}

export function decodeFacets(text: string): ListedFacet[] {
  const [first, ...rest] = JSON.parse(text) as [number, ...Entry[]] | ListedFacet[];
  if (first === undefined) return [];
  if (typeof first !== "number") return [first, ...(rest as ListedFacet[])];
  return (rest as Entry[]).map((entry): ListedFacet => {
    const [facet, at] = typeof entry === "string" ? [entry, first] : entry;
    return [KINDS[facet.charAt(0)] as FacetKind, facet.slice(1), at];
  });
}
