/** Capacities of arrays that grow. */

/** The smallest power of two that is at least `size`. */
export function powerOfTwo(size: number): number {
  return 1 << (32 - Math.clz32(size - 1));
}

/** A copy of a column with more room. */
export function enlarged<T extends Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(
  column: T,
  size: number,
): T {
  const larger = new (column.constructor as new (size: number) => T)(size);
  larger.set(column);
  return larger;
}
