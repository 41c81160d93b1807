import type { TestProject } from "vitest/node";
import { startOutlets } from "./outlet-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the outlets are that misbehave. */
    outlets: string;
  }
}

/** Starts the outlets for tests that run in workerd, which cannot listen. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startOutlets();
  project.provide("outlets", url);
  return stop;
}
