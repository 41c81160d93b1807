/**
 * What feed tools and plain methods reach on the same files.
 *
 *   node test/bench/peers.ts FILE.jsonl…
 */
import { basename } from "node:path";
import { Engine as Storyfold, type Decision, type ReportInput } from "../../src/cluster/index.ts";
import { load } from "./protocol.ts";
import { counter, type Contender, run } from "./run.ts";
import { line, row, TITLES } from "./table.ts";

/** Finds the story of a report among those seen, and remembers it. */
interface Peer {
  find(item: ReportInput): string | undefined;
  keep(item: ReportInput, story: string): void;
}

function engine(peer: Peer): Contender {
  const mint = counter();
  return {
    file: (items) =>
      items.map((item): Decision => {
        const story = peer.find(item) ?? mint();
        peer.keep(item, story);
        return { kind: "open", report: item.id, story };
      }),
  };
}

const tokens = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The same headline, but for case and punctuation. */
function exactTitle(): Peer {
  const stories = new Map<string, string>();
  const key = (item: ReportInput): string => tokens(item.title).join(" ");
  return {
    find: (item) => stories.get(key(item)),
    keep: (item, story) => void stories.set(key(item), story),
  };
}

/** Three-letter runs of the headline, as Tiny Tiny RSS compares them in PostgreSQL: two blanks before each word, one after. */
function trigram(least: number): Peer {
  const sizes = new Map<string, { story: string; size: number }>();
  const holders = new Map<string, string[]>();
  const grams = (item: ReportInput): Set<string> => {
    const out = new Set<string>();
    for (const word of tokens(item.title)) {
      const padded = `  ${word} `;
      for (let i = 0; i + 3 <= padded.length; i++) out.add(padded.slice(i, i + 3));
    }
    return out;
  };
  return {
    find: (item) => {
      const own = grams(item);
      const shared = new Map<string, number>();
      for (const gram of own)
        for (const id of holders.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
      let best: string | undefined;
      let most = least;
      for (const [id, count] of shared) {
        const { story, size } = sizes.get(id) as { story: string; size: number };
        const likeness = count / (own.size + size - count);
        if (likeness >= most) {
          most = likeness;
          best = story;
        }
      }
      return best;
    },
    keep: (item, story) => {
      const own = grams(item);
      sizes.set(item.id, { story, size: own.size });
      for (const gram of own) {
        const list = holders.get(gram);
        if (list) list.push(item.id);
        else holders.set(gram, [item.id]);
      }
    },
  };
}

/** MinHash of the words of headline and text: 32 bands of 4 hashes, and a least share of agreeing hashes. */
function minHash(least: number): Peer {
  const hashes = 128;
  const rows = 4;
  const buckets = new Map<string, string[]>();
  const signatures = new Map<string, { story: string; signature: Uint32Array }>();
  const sign = (item: ReportInput): Uint32Array => {
    const signature = new Uint32Array(hashes).fill(0xffff_ffff);
    for (const word of new Set(tokens(`${item.title} ${item.text}`))) {
      let base = 0x811c9dc5;
      for (let i = 0; i < word.length; i++) base = Math.imul(base ^ word.charCodeAt(i), 0x01000193);
      for (let k = 0; k < hashes; k++) {
        let h = Math.imul(base ^ Math.imul(k + 1, 0x9e3779b1), 0x85ebca6b);
        h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
        h = (h ^ (h >>> 16)) >>> 0;
        if (h < (signature[k] as number)) signature[k] = h;
      }
    }
    return signature;
  };
  const bands = (signature: Uint32Array): string[] =>
    Array.from(
      { length: hashes / rows },
      (_, band) => `${band}:${signature.slice(band * rows, (band + 1) * rows).join()}`,
    );
  return {
    find: (item) => {
      const own = sign(item);
      let best: string | undefined;
      let most = least;
      for (const id of new Set(bands(own).flatMap((band) => buckets.get(band)?.slice(-50) ?? []))) {
        const { story, signature } = signatures.get(id) as {
          story: string;
          signature: Uint32Array;
        };
        let same = 0;
        for (let k = 0; k < hashes; k++) if (own[k] === signature[k]) same++;
        if (same / hashes >= most) {
          most = same / hashes;
          best = story;
        }
      }
      return best;
    },
    keep: (item, story) => {
      const signature = sign(item);
      signatures.set(item.id, { story, signature });
      for (const band of bands(signature)) {
        const list = buckets.get(band);
        if (list) list.push(item.id);
        else buckets.set(band, [item.id]);
      }
    },
  };
}

/** A stream of TF-IDF vectors against the centroids of stories, which fade in days. */
function tfIdf(least: number): Peer {
  const seen = new Map<string, number>();
  let reports = 0;
  const centroids = new Map<
    string,
    { sum: Map<string, number>; length: number; size: number; time: number | null }
  >();
  const holders = new Map<string, Set<string>>();
  const vectors = new Map<string, Map<string, number>>();
  const vector = (item: ReportInput): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const word of tokens(item.title)) counts.set(word, (counts.get(word) ?? 0) + 2);
    for (const word of tokens(item.text).slice(0, 150))
      counts.set(word, (counts.get(word) ?? 0) + 1);
    let length = 0;
    for (const [word, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.log((reports + 2) / ((seen.get(word) ?? 0) + 1));
      counts.set(word, weight);
      length += weight * weight;
    }
    for (const [word, weight] of counts) counts.set(word, weight / (Math.sqrt(length) || 1));
    return counts;
  };
  return {
    find: (item) => {
      const own = vector(item);
      vectors.clear();
      vectors.set(item.id, own);
      const dots = new Map<string, number>();
      const telling = [...own].sort((a, b) => b[1] - a[1]).slice(0, 12);
      for (const [word] of telling) for (const story of holders.get(word) ?? []) dots.set(story, 0);
      let best: string | undefined;
      let most = least;
      for (const story of dots.keys()) {
        const { sum, length, time } = centroids.get(story) as {
          sum: Map<string, number>;
          length: number;
          time: number | null;
        };
        let product = 0;
        for (const [word, weight] of own) product += weight * (sum.get(word) ?? 0);
        const days =
          item.time === null || time === null ? 0 : Math.abs(item.time - time) / 86_400_000;
        const likeness = (product / (Math.sqrt(length) || 1)) * Math.exp(-days / 4);
        if (likeness > most) {
          most = likeness;
          best = story;
        }
      }
      return best;
    },
    keep: (item, story) => {
      const own = vectors.get(item.id) ?? vector(item);
      const centroid = centroids.get(story) ?? {
        sum: new Map<string, number>(),
        length: 0,
        size: 0,
        time: null,
      };
      for (const [word, weight] of own) {
        const before = centroid.sum.get(word) ?? 0;
        centroid.length += (before + weight) ** 2 - before ** 2;
        centroid.sum.set(word, before + weight);
        seen.set(word, (seen.get(word) ?? 0) + 1);
        const list = holders.get(word);
        if (list) list.add(story);
        else holders.set(word, new Set([story]));
      }
      centroid.size++;
      centroid.time = item.time ?? centroid.time;
      centroids.set(story, centroid);
      reports++;
    },
  };
}

const peers: [name: string, make: () => Contender][] = [
  ["exact title", () => engine(exactTitle())],
  ["trigrams 0.75", () => engine(trigram(0.75))],
  ["trigrams 0.3", () => engine(trigram(0.3))],
  ["MinHash 0.8", () => engine(minHash(0.8))],
  ["MinHash 0.3", () => engine(minHash(0.3))],
  ["TF-IDF stream 0.25", () => engine(tfIdf(0.25))],
  ["Storyfold", () => new Storyfold({ mint: counter() })],
];

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node test/bench/peers.ts FILE.jsonl…");
  process.exit(2);
}
for (const path of paths) {
  const items = load(path);
  console.log(line({ ...TITLES, file: basename(path, ".jsonl") }));
  for (const [name, make] of peers) console.log(line(row(name, run(items, make()))));
}
