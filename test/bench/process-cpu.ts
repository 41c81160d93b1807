import { readdir, readFile } from "node:fs/promises";
import type { Running } from "./serve-workerd.ts";

/**
 * Milliseconds of CPU that all threads of the process have used so far: the Worker, SQLite and HTTP together. They are read
 * from schedstat, since proc_pid_stat(5) counts in hundredths of a second, and a tick may take less.
 */
export async function cpuOf({ pid }: Pick<Running, "pid">): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(
    threads.map(async (thread) => {
      // A thread may end while the others are read.
      const schedstat = await readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8").catch(
        () => "0",
      );
      // Nanoseconds on the CPU (https://docs.kernel.org/scheduler/sched-stats.html).
      return Number(schedstat.split(" ")[0]) / 1e6;
    }),
  );
  return times.reduce((sum, time) => sum + time, 0);
}
