import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exchange } from "@dakor/local-github";
import { recordOf, textOf } from "@dakor/local-github/narrow";
import type { Story } from "../story.ts";
import { identity, json, startReceiver } from "../notify/receiver.ts";

/** One message that arrived. */
export type Heard = {
  readonly kind: string;
  /** Its `webhook-id`. */
  readonly id: string;
};

/** Somebody outside GitHub who is told, over TLS. */
export type Outside = {
  /** The story, which tells them. */
  readonly told: (story: Story) => Story;
  readonly environment: NodeJS.ProcessEnv;
  /** Calls for each message as soon as its answer is on its way. */
  readonly listen: (hear: (heard: Heard) => void) => void;
  readonly close: () => Promise<void>;
};

const TARGET = "hook";

export async function openOutside(): Promise<Outside> {
  const receiver = await startReceiver();
  const folder = await mkdtemp(join(tmpdir(), "dakor-crash-"));
  const certificate = join(folder, "receiver.pem");
  await writeFile(certificate, identity.cert);
  const url = `https://127.0.0.1:${receiver.port}/shop`;
  return {
    told: (story) => ({
      ...story,
      config: `${story.config ?? ""}
notify:
  ${TARGET}: { type: webhook, secret: DAKOR_SECRET_HOOK, url: "${url}" }
`,
    }),
    environment: {
      NODE_EXTRA_CA_CERTS: certificate,
      DAKOR_NOTIFY_ALLOW: "127.0.0.1/32",
      DAKOR_SECRET_HOOK: `whsec_${btoa("a".repeat(24))}`,
    },
    listen: (hear) => {
      receiver.answers((response, { headers, body }) => {
        const kind = textOf(recordOf(JSON.parse(body))["type"]);
        response.on("finish", () => {
          hear({ kind, id: textOf(headers["webhook-id"]) });
        });
        json(200, {})(response, { method: "", path: "", headers, body });
      });
    },
    close: async () => {
      await receiver.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The ends of the ids of all messages that this exchange left a note of, whatever came back. */
function notesIn({ body, fault }: Exchange): readonly string[] {
  const hadEffect = fault === undefined || fault.kind === "after" || fault.kind === "cut-after";
  const text = JSON.stringify(body ?? "").replaceAll("\\", "");
  if (!hadEffect || !text.includes("<!-- dakor delivered ")) return [];
  return [...text.matchAll(/\["([^"]+)","[^"]*",\{"/g)].map(
    ([, key = ""]) => `-${key.replaceAll(/[^\w-]/g, "_")}-${TARGET}`,
  );
}

/** What was heard, and of what came again: whether it had to. */
type Hearing = {
  readonly observe: (exchange: Exchange) => void;
  readonly died: () => void;
  readonly hear: (heard: Heard) => void;
  readonly heard: () => readonly Heard[];
  /** What came again although a note of it was there, or although nobody had died since. */
  readonly needless: () => readonly Heard[];
};

export function createHearing(): Hearing {
  const heard: Heard[] = [];
  const needless: Heard[] = [];
  const noted = new Set<string>();
  let sinceDeath = new Set<string>();
  return {
    observe: (exchange) => {
      for (const end of notesIn(exchange)) noted.add(end);
    },
    died: () => {
      sinceDeath = new Set();
    },
    hear: (one) => {
      const isAgain = heard.some(({ id }) => id === one.id);
      const isNoted = [...noted].some((end) => one.id.endsWith(end));
      if (isAgain && (isNoted || sinceDeath.has(one.id))) needless.push(one);
      heard.push(one);
      sinceDeath.add(one.id);
    },
    heard: () => [...heard],
    needless: () => [...needless],
  };
}
