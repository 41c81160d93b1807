/**
 * The words in a URL. Many outlets put the whole headline there, where the
 * feed's own is cut short or was changed later.
 */

/** Words of the longest hyphenated part of the path, as text; "" if there is none. */
export function urlWords(url: string | null): string {
  if (!url) return "";
  const start = url.indexOf("/", url.indexOf("//") + 2);
  if (start < 0) return "";
  const end = url.slice(start, start + 400).search(/[?#]/);
  const path = end < 0 ? url.slice(start, start + 400) : url.slice(start, start + end);
  let best = "";
  let most = 2;
  for (const part of path.split("/")) {
    const hyphens = countHyphens(part);
    if (hyphens >= most) {
      best = part;
      most = hyphens;
    }
  }
  if (best === "") return "";
  let text = best.replace(/\.[a-z]{1,5}$/i, "").replace(/[-_]+/g, " ");
  if (text.includes("%")) text = decoded(text);
  // Long numbers there are the outlet's own, not the event's.
  return text.replace(/\b(?=\w*\d{4})\w+\b/g, " ");
}

function countHyphens(part: string): number {
  let count = 0;
  for (let i = 0; i < part.length; i++) if (part[i] === "-" || part[i] === "_") count++;
  return count;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
