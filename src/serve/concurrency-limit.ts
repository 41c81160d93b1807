/** Thrown when more work waits than can be done soon. */
export class OverloadedError extends Error {}

/**
 * Runs a bounded number of tasks at once, the others in order of arrival. The newsroom and the isolate have one thread
 * each, so that without a limit a request for a stored document would wait for every list that was requested before it.
 */
export class ConcurrencyLimit {
  readonly #running: number;
  readonly #waiting: number;
  #free: number;
  readonly #queue: (() => void)[] = [];

  /**
   * @param running maximum number of tasks at once
   * @param waiting maximum number of tasks that wait
   */
  constructor(running: number, waiting: number) {
    this.#running = running;
    this.#free = running;
    this.#waiting = waiting;
  }

  /** @throws OverloadedError if too many tasks wait already */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else {
      if (this.#queue.length >= this.#waiting)
        throw new OverloadedError(`${this.#waiting} requests wait for ${this.#running} others`);
      const turn = Promise.withResolvers<void>();
      this.#queue.push(turn.resolve);
      await turn.promise;
    }
    try {
      return await task();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
