import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const SOURCE = new URL("../../src/action/connect-bot.ts", import.meta.url).href;

const ASK = `
  const { connectBot } = await import("${SOURCE}");
  const inputs = { token: "secret", timeout: 5000 };
  const apiUrl = process.env.GITHUB_API_URL;
  const github = connectBot({ inputs, apiUrl, graphqlUrl: apiUrl });
  await github.request("PATCH /zen", {}).catch(() => undefined);
`;

test.each([
  ["through the runner's proxy", { http_proxy: "PROXY" }, ["github.invalid:80"]],
  ["past it, where the runner says so", { http_proxy: "PROXY", no_proxy: "github.invalid" }, []],
])("the bot asks %s", async (_, environment, expected) => {
  const tunnels: string[] = [];
  const proxy = createServer().on("connect", ({ url = "" }, socket) => {
    tunnels.push(url);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, "127.0.0.1", resolve);
  });
  const address = proxy.address();
  const port = typeof address === "object" ? address?.port : 0;
  const given = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace("PROXY", `http://127.0.0.1:${port}`),
  ]);
  const env = { ...Object.fromEntries(given), GITHUB_API_URL: "http://github.invalid" };
  try {
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", ASK], { env });
    expect(tunnels).toEqual(expected);
  } finally {
    proxy.close();
  }
});
