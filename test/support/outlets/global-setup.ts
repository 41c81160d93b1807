import type { TestProject } from "vitest/node";
import { startOutlets } from "./outlet-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of the outlets' server, without a slash at the end. */
    outlets: string;
  }
}

/** Starts the outlets' server in Node for the tests in workerd, which cannot listen on a port. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startOutlets();
  project.provide("outlets", url);
  return stop;
}
