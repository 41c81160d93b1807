import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { optionValue } from "../../../src/cli/wrangler.ts";
import { ROOT } from "../../../src/content/directory.ts";

test("a port that is taken is named, with what to do", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const args = ["src/cli/start.ts", "--port", `${port}`, "--ip", "127.0.0.1"];
  const failed = promisify(execFile)(process.execPath, args, { cwd: ROOT });
  await expect(failed).rejects.toMatchObject({
    code: 1,
    stderr: `Port ${port} is taken, perhaps by another "npm start". Choose another one: npm start -- --port 8799\n`,
  });
});

test.each([
  [["--port", "1"], "1"],
  [["--port=2"], "2"],
  [["--minify", "--port=3", "--ip", "::1"], "3"],
  [["--portly", "4"], undefined],
  [[], undefined],
])("the port in the flags %j is %j", (args, port) => {
  expect(optionValue(args, "--port")).toBe(port);
});
