/** JSON that keeps bytes. */

/** Marks bytes in Base64 (RFC 4648, section 4). No stored object has a property of this name. */
const BYTES = "$bytes";

/**
 * Encodes rows and key-value entries as one line of JSON.
 *
 * @throws TypeError for a value that JSON would change, since a backup must not lose anything silently
 */
export const encode = (value: unknown): string => JSON.stringify(value, replace);

/** The inverse of `encode`. Bytes become a Uint8Array. */
export const decode = (line: string): unknown => JSON.parse(line, revive);

function replace(this: unknown, key: string, value: unknown): unknown {
  // JSON.stringify has already applied toJSON to `value`, which turns a Date into text.
  const original = (this as Record<string, unknown>)[key];
  if (original instanceof ArrayBuffer) return { [BYTES]: new Uint8Array(original).toBase64() };
  if (original instanceof Uint8Array) return { [BYTES]: original.toBase64() };
  if (isPlain(original)) return value;
  throw new TypeError(
    `a backup has no form for ${Object.prototype.toString.call(original)} at "${key}"`,
  );
}

function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return typeof value !== "bigint" && typeof value !== "symbol" && typeof value !== "function";
}

function revive(_key: string, value: unknown): unknown {
  const bytes =
    typeof value === "object" && value !== null && BYTES in value ? value[BYTES] : undefined;
  return typeof bytes === "string" ? Uint8Array.fromBase64(bytes) : value;
}
