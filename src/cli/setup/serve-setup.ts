import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { escapeHtml } from "../../demo/page/escape-html.ts";

type SetupServer = {
  /** For the browser of whoever reads the terminal: nobody else knows it. */
  readonly pageUrl: string;
  /** What GitHub gave for this very try, once. */
  readonly code: Promise<string>;
  readonly close: () => Promise<void>;
};

type ServeOptions = {
  /** GitHub's page that registers Apps. */
  readonly action: string;
  readonly manifestFor: (redirectUrl: string) => string;
  /** 0 for any that is free. */
  readonly port: number;
};

const CALLBACK = "/callback";
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  connection: "close",
};

/** Listens on this machine only, for one browser and one code. */
export async function serveSetup({
  action,
  manifestFor,
  port,
}: ServeOptions): Promise<SetupServer> {
  const [secret, state] = [randomBytes(16).toString("hex"), randomBytes(32).toString("hex")];
  let isUsed = false;
  let give: ((code: string) => void) | undefined;
  const received = new Promise<string>((resolve) => {
    give = resolve;
  });
  const server = createServer();
  await listen(server, port);
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`;
  const manifest = manifestFor(`http://${host}${CALLBACK}`);
  const target = new URL(action);
  target.searchParams.set("state", state);

  const answer = (request: IncomingMessage, url: URL): readonly [status: number, page: string] => {
    if (request.headers.host !== host) return [421, renderNote("No", "This is not that address.")];
    if (request.method !== "GET") return [405, renderNote("No", "There is nothing to send here.")];
    if (url.pathname === `/${secret}`) {
      return isUsed ? used() : [200, renderForm({ action: target.href, manifest })];
    }
    if (url.pathname !== CALLBACK) return [404, renderNote("No", "There is no such page.")];
    const [given, code] = [url.searchParams.get("state"), url.searchParams.get("code")];
    if (given === null || !isSame(given, state)) {
      return [
        403,
        renderNote(
          "No",
          "This answer belongs to another try. Begin at the address in the terminal.",
        ),
      ];
    }
    if (isUsed) return used();
    if (code === null || !/^[\w-]{8,200}$/.test(code)) {
      return [
        400,
        renderNote("No", "GitHub sent no code. Begin again at the address in the terminal."),
      ];
    }
    isUsed = true;
    give?.(code);
    return [
      200,
      renderNote("Registered", "The terminal says what comes next. You can close this page."),
    ];
  };
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    const [status, page] = answer(request, new URL(request.url ?? "/", `http://${host}`));
    response.writeHead(status, HEADERS).end(page);
  });
  return {
    pageUrl: `http://${host}/${secret}`,
    code: received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function used(): readonly [number, string] {
  return [410, renderNote("Done already", "The terminal says what comes next.")];
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** A page with one button, which takes the manifest to GitHub. No script, nothing from elsewhere. */
function renderForm({
  action,
  manifest,
}: {
  readonly action: string;
  readonly manifest: string;
}): string {
  return renderPage(
    "Register the App",
    `<p>GitHub shows you the App's name, and asks before it makes anything.</p>
<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="manifest" value="${escapeHtml(manifest)}">
<button>Go to ${escapeHtml(new URL(action).host)}</button>
</form>`,
  );
}

function renderNote(title: string, says: string): string {
  return renderPage(title, `<p>${escapeHtml(says)}</p>`);
}

function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeHtml(title)} · dakor</title>
<h1>${escapeHtml(title)}</h1>
${body}
</html>
`;
}
