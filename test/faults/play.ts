import { readFileSync } from "node:fs";
import { manifestOf } from "../../src/app/webhook/app-manifest.ts";
import type { ManifestKind } from "../../src/app/webhook/app-manifest.ts";
import { CONFIG_PATH, TEMPLATE_PATH } from "../../src/core/config/config.ts";
import type { Exchange } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import type { Delivery } from "@dakor/local-github";
import type { NotifyWays } from "../../src/github/write/recent-deliveries.ts";
import type { Story } from "../story.ts";
import { parseStory } from "../story.ts";
import { readEndState } from "./end-state.ts";
import type { EndState } from "./end-state.ts";
import { AFTERWARDS, happen, MINUTE, momentsOf } from "./moments.ts";
import { addFile, connectPeople } from "./people.ts";
import { startProduct } from "./product.ts";
import type { Product } from "./product.ts";
import { createRecorder } from "./recorder.ts";
import type { Asked, Injection } from "./recorder.ts";
import { storyClock } from "./story-clock.ts";
import type { StoryClock } from "./story-clock.ts";

export type Played = {
  readonly end: EndState;
  readonly asked: readonly Asked[];
  readonly effects: readonly string[];
  readonly problems: readonly string[];
  /** Keys that were given up. */
  readonly dead: readonly string[];
  readonly webhooks: number;
  /** What was told outside GitHub, as often as it was: "chat alert". */
  readonly told: readonly string[];
};

export type PlayOptions = {
  readonly inject?: Injection;
  readonly isValidated?: boolean;
  /** Which webhooks arrive, of those that GitHub has just sent, and in which order. */
  readonly deliver?: (sent: readonly Delivery[]) => readonly Delivery[];
  /** A sweep after every step, as when webhooks don't come for long. */
  readonly isSwept?: boolean;
  readonly observe?: (exchange: Exchange) => void;
  /** What the App may do; left out, all that it can use. */
  readonly manifest?: ManifestKind;
  /** What this GitHub doesn't know of GraphQL's schema. */
  readonly lacks?: readonly string[];
};

/** Targets that take whatever they are told. */
function hearing(told: string[]): NotifyWays {
  return {
    connect: async ({ name }) => ({
      send: async ({ kind, id }) => {
        told.push(`${name} ${kind}`);
        return { kind: "sent", ref: id };
      },
    }),
  };
}

export function readStory(name: string): Story {
  const file = new URL(`../scenarios/${name}/story.yaml`, import.meta.url);
  return parseStory(readFileSync(file, "utf8"));
}

/** Plays a story on a local GitHub, with the product in this process, and no time but the story's. */
export async function play(story: Story, options: PlayOptions = {}): Promise<Played> {
  const moments = momentsOf(story);
  const clock = storyClock((moments[0]?.at ?? 0) - MINUTE);
  const recorder = createRecorder(options);
  let waiting: readonly Delivery[] = [];
  let webhooks = 0;
  const told: string[] = [];
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: Object.entries(story.roles).map(([login, role]) => ({ login, role })),
    app: {
      slug: "dakor",
      appId: 7,
      webhookSecret: "secret",
      permissions: manifestOf(options.manifest ?? "full").permissions,
      events: ["*"],
    },
    now: clock.now,
    ...(options.lacks && { lacks: options.lacks }),
    fault: recorder.fault,
    observe: (exchange) => {
      recorder.observe(exchange);
      options.observe?.(exchange);
    },
    deliver: (delivery) => {
      webhooks += 1;
      waiting = [...waiting, delivery];
      return "drop";
    },
  });
  try {
    await recorder.asPeople(async () => {
      await addFile(github, CONFIG_PATH, story.config);
      await addFile(github, TEMPLATE_PATH, story.template);
    });
    waiting = [];
    const people = connectPeople(github);
    const product = await startProduct(github, clock, { notify: hearing(told) });
    const take = (): readonly Delivery[] => {
      const sent = waiting;
      waiting = [];
      return options.deliver === undefined ? sent : options.deliver(sent);
    };
    const settle = settler({ product, clock, take });
    await settle(clock.now() + MINUTE / 2);
    for (const { at, step } of moments) {
      await settle(at);
      recorder.nextStep();
      await recorder.asPeople(() => happen(people, story, step));
      if (options.isSwept === true) await product.sweep();
    }
    const last = moments.at(-1)?.at ?? 0;
    await settle(last + AFTERWARDS);
    recorder.nextStep();
    await finish({ product, clock, settle });
    const dead = await product.dead();
    await product.stop();
    const end = await recorder.asPeople(() =>
      readEndState({ get: people.get, origin: github.url }),
    );
    return {
      end,
      asked: recorder.asked(),
      effects: recorder.effects(),
      problems: recorder.problems(),
      dead: dead.map(({ key, error }) => `${key}: ${error}`),
      webhooks,
      told,
    };
  } finally {
    await github.close();
  }
}

export type Settle = (until: number) => Promise<void>;

/** Lets the product do all that it wants to do until then: retries and promises come at their own time. */
export function settler(parts: {
  readonly product: Product;
  readonly clock: StoryClock;
  readonly take: () => readonly Delivery[];
}): Settle {
  const { product, clock, take } = parts;
  const deliver = async (): Promise<void> => {
    await product.idle();
    for (let taken = take(); taken.length > 0; taken = take()) {
      for (const delivery of taken) await product.receive(delivery);
      await product.idle();
    }
  };
  return async (until) => {
    await deliver();
    for (let next = clock.next(); next !== undefined && next <= until; next = clock.next()) {
      clock.jump(next);
      await deliver();
    }
    clock.jump(until);
    await deliver();
  };
}

/** A sweep finds what is left, until nothing is. */
async function finish(parts: {
  readonly product: Product;
  readonly clock: StoryClock;
  readonly settle: Settle;
}): Promise<void> {
  const { product, clock, settle } = parts;
  await product.sweep();
  await settle(clock.now() + MINUTE);
  for (let round = 0; (await product.isWaiting()) && round < 60; round += 1) {
    await settle(clock.now() + MINUTE);
  }
}
