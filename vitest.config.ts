import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { build } from "./src/cli/build.ts";

// Tests publish an edition of their own, so that changing content/ breaks none of them.
const root = import.meta.dirname;
const bundle = join(root, "build/test-content.js");
const built = await build({ root, content: join(root, "test/fixtures/edition"), bundle });
if ("mistakes" in built) throw new Error(built.mistakes);

/** The `feed` package names a source map that it does not ship, which would be reported in every first run. */
const feedWithoutMap = {
  name: "feed-without-map",
  load: (id: string) =>
    id.endsWith("/feed/lib/feed.js")
      ? readFileSync(id, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "")
      : null,
};

/** Milliseconds. That a machine is busy with something else is no failure. */
const testTimeout = 30_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["test/unit/**/*.test.ts?(x)"],
          testTimeout,
        },
      },
      {
        plugins: [feedWithoutMap, cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        resolve: { alias: { "#content": bundle } },
        test: {
          name: "worker",
          include: ["test/worker/**/*.test.ts"],
          testTimeout,
          hookTimeout: testTimeout,
          globalSetup: ["test/support/outlets/global-setup.ts"],
        },
      },
    ],
  },
});
