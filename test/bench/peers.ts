/**
 * Measures the methods of other feed tools, and some textbook methods, on the same files.
 *
 *   node test/bench/peers.ts FILE.jsonl…
 */
import { basename } from "node:path";
import { Engine as Storyfold, type Decision, type ReportInput } from "../../src/cluster/index.ts";
import { load } from "./protocol.ts";
import { counter, type Contender, run } from "./run.ts";
import { line, row, TITLES } from "./table.ts";

/** A method that assigns each report to an earlier story, or to none. */
interface Peer {
  /** The story that the report belongs to; undefined if it starts a new one. */
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

/** Matches headlines that are equal except for case and punctuation. */
function exactTitle(): Peer {
  const stories = new Map<string, string>();
  const key = (item: ReportInput): string => tokens(item.title).join(" ");
  return {
    find: (item) => stories.get(key(item)),
    keep: (item, story) => void stories.set(key(item), story),
  };
}

/**
 * Jaccard similarity of the headlines' trigrams, which Tiny Tiny RSS compares with PostgreSQL's pg_trgm: each word has two
 * blanks before it and one after it.
 */
function trigram(minSimilarity: number): Peer {
  const sizes = new Map<string, { story: string; size: number }>();
  const postings = new Map<string, string[]>();
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
      const itemGrams = grams(item);
      const shared = new Map<string, number>();
      for (const gram of itemGrams)
        for (const id of postings.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
      let best: string | undefined;
      let bestSimilarity = minSimilarity;
      for (const [id, count] of shared) {
        const { story, size } = sizes.get(id) as { story: string; size: number };
        const similarity = count / (itemGrams.size + size - count);
        if (similarity >= bestSimilarity) {
          bestSimilarity = similarity;
          best = story;
        }
      }
      return best;
    },
    keep: (item, story) => {
      const itemGrams = grams(item);
      sizes.set(item.id, { story, size: itemGrams.size });
      for (const gram of itemGrams) {
        const list = postings.get(gram);
        if (list) list.push(item.id);
        else postings.set(gram, [item.id]);
      }
    },
  };
}

/** MinHash of the words of headline and text: 128 hashes in 32 bands of 4, and a minimum share of equal hashes. */
function minHash(minSimilarity: number): Peer {
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
      const itemSignature = sign(item);
      const candidates = bands(itemSignature).flatMap(
        (band) => buckets.get(band)?.slice(-50) ?? [],
      );
      let best: string | undefined;
      let bestSimilarity = minSimilarity;
      for (const id of new Set(candidates)) {
        const { story, signature } = signatures.get(id) as {
          story: string;
          signature: Uint32Array;
        };
        let equal = 0;
        for (let k = 0; k < hashes; k++) if (itemSignature[k] === signature[k]) equal++;
        if (equal / hashes >= bestSimilarity) {
          bestSimilarity = equal / hashes;
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

/** Compares TF-IDF vectors with the stories' centroids. The similarity decays by a factor of e in four days. */
function tfIdf(minSimilarity: number): Peer {
  const documentFrequency = new Map<string, number>();
  let reports = 0;
  const centroids = new Map<
    string,
    { sum: Map<string, number>; length: number; size: number; time: number | null }
  >();
  const postings = new Map<string, Set<string>>();
  const vectors = new Map<string, Map<string, number>>();
  const vector = (item: ReportInput): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const word of tokens(item.title)) counts.set(word, (counts.get(word) ?? 0) + 2);
    for (const word of tokens(item.text).slice(0, 150))
      counts.set(word, (counts.get(word) ?? 0) + 1);
    let length = 0;
    for (const [word, count] of counts) {
      const idf = Math.log((reports + 2) / ((documentFrequency.get(word) ?? 0) + 1));
      const weight = (1 + Math.log(count)) * idf;
      counts.set(word, weight);
      length += weight * weight;
    }
    for (const [word, weight] of counts) counts.set(word, weight / (Math.sqrt(length) || 1));
    return counts;
  };
  return {
    find: (item) => {
      const terms = vector(item);
      vectors.clear();
      vectors.set(item.id, terms);
      const topTerms = [...terms].sort((a, b) => b[1] - a[1]).slice(0, 12);
      const candidates = new Set(topTerms.flatMap(([word]) => [...(postings.get(word) ?? [])]));
      let best: string | undefined;
      let bestSimilarity = minSimilarity;
      for (const story of candidates) {
        const { sum, length, time } = centroids.get(story) as {
          sum: Map<string, number>;
          length: number;
          time: number | null;
        };
        let product = 0;
        for (const [word, weight] of terms) product += weight * (sum.get(word) ?? 0);
        const days =
          item.time === null || time === null ? 0 : Math.abs(item.time - time) / 86_400_000;
        const similarity = (product / (Math.sqrt(length) || 1)) * Math.exp(-days / 4);
        if (similarity > bestSimilarity) {
          bestSimilarity = similarity;
          best = story;
        }
      }
      return best;
    },
    keep: (item, story) => {
      const terms = vectors.get(item.id) ?? vector(item);
      const centroid = centroids.get(story) ?? {
        sum: new Map<string, number>(),
        length: 0,
        size: 0,
        time: null,
      };
      for (const [word, weight] of terms) {
        const before = centroid.sum.get(word) ?? 0;
        centroid.length += (before + weight) ** 2 - before ** 2;
        centroid.sum.set(word, before + weight);
        documentFrequency.set(word, (documentFrequency.get(word) ?? 0) + 1);
        const list = postings.get(word);
        if (list) list.add(story);
        else postings.set(word, new Set([story]));
      }
      centroid.size++;
      centroid.time = item.time ?? centroid.time;
      centroids.set(story, centroid);
      reports++;
    },
  };
}

/** Minimum number of letters of a significant word: most words that say nothing about an event are shorter. */
const SIGNIFICANT_LETTERS = 4;

/**
 * Matches headlines that share three significant words or more, which are 60 % of the shorter headline or more, within
 * five days. Some readers cluster stories by this rule.
 */
function headlineOverlap(): Peer {
  const minShared = 3;
  const minShare = 0.6;
  const maxGap = 5 * 86_400_000;
  const headlines = new Map<string, { story: string; size: number; time: number | null }>();
  const postings = new Map<string, string[]>();
  const words = ({ title }: ReportInput): Set<string> =>
    new Set(
      tokens(title).filter((word) => word.length >= SIGNIFICANT_LETTERS || /^\p{N}/u.test(word)),
    );
  return {
    find: (item) => {
      const itemWords = words(item);
      const shared = new Map<string, number>();
      for (const word of itemWords)
        for (const id of postings.get(word) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
      let best: string | undefined;
      let bestShare = 0;
      for (const [id, count] of shared) {
        const other = headlines.get(id) as { story: string; size: number; time: number | null };
        const gap =
          item.time === null || other.time === null ? 0 : Math.abs(item.time - other.time);
        const share = count / Math.min(itemWords.size, other.size);
        if (count < minShared || share < minShare || gap > maxGap || share <= bestShare) continue;
        best = other.story;
        bestShare = share;
      }
      return best;
    },
    keep: (item, story) => {
      const itemWords = words(item);
      headlines.set(item.id, { story, size: itemWords.size, time: item.time });
      for (const word of itemWords) {
        const list = postings.get(word);
        if (list) list.push(item.id);
        else postings.set(word, [item.id]);
      }
    },
  };
}

const peers: [name: string, make: () => Contender][] = [
  ["exact title", () => engine(exactTitle())],
  ["trigrams 0.75", () => engine(trigram(0.75))],
  ["trigrams 0.3", () => engine(trigram(0.3))],
  ["MinHash 0.8", () => engine(minHash(0.8))],
  ["MinHash 0.3", () => engine(minHash(0.3))],
  ["headline overlap", () => engine(headlineOverlap())],
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
