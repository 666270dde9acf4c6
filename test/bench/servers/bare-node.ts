import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

/** What nothing that checks a signature can beat. */
const secret = process.env["WEBHOOK_SECRET"] ?? "";

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const made = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
    const given = Buffer.from(String(request.headers["x-hub-signature-256"]));
    const isRight = made.length === given.length && timingSafeEqual(made, given);
    const payload: unknown = isRight ? JSON.parse(body.toString("utf8")) : undefined;
    response.writeHead(payload === undefined ? 401 : 202).end();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(`{"port":${port},"msg":"listening"}\n`);
});
