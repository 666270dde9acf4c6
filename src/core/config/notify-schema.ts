import * as v from "valibot";

import { SEVERITIES } from "../model/fact.ts";
import { TOLD_KINDS } from "../model/incident.ts";
import { TARGET_PLACES, TARGET_TYPES } from "./notify-target.ts";
import type { TargetPlace, TargetType } from "./notify-target.ts";
import { componentName, EXPECTED, list, LOGIN, noList, oneOf, section } from "./schema-part.ts";

const TYPES = Object.keys(TARGET_TYPES).filter((name): name is TargetType => name in TARGET_TYPES);
const AUDIENCES = ["team", "public"] as const;

const MOST_TARGETS = 20;
const MOST_PEOPLE = 500;

const targetName = v.pipe(
  v.string(EXPECTED.target),
  v.regex(/^[a-z\d](?:[a-z\d-]{0,38}[a-z\d])?$/, EXPECTED.target),
);

/** The name of a variable in the environment; what is none is never shown, since it may be the secret. */
const secret = v.pipe(
  v.string(EXPECTED.secret),
  v.regex(/^DAKOR_SECRET_[A-Z\d_]{1,60}$/, EXPECTED.secret),
);

const address = v.pipe(
  v.string(EXPECTED.address),
  v.regex(
    /^https:\/\/[A-Za-z\d[][A-Za-z\d.:[\]-]{0,252}(?:[/?][^\s\p{Cc}#]{0,1000})?$/u,
    EXPECTED.address,
  ),
);

const channel = v.pipe(
  v.string(EXPECTED.channel),
  v.regex(/^[CGD][A-Z\d]{6,20}$/, EXPECTED.channel),
);

const MAILBOX = String.raw`[^\s\p{Cc}<>@,;:"()[\]\\]{1,64}@[\p{L}\d](?:[\p{L}\d.-]{0,250}[\p{L}\d])?`;

const email = v.pipe(
  v.string(EXPECTED.email),
  v.regex(new RegExp(`^${MAILBOX}$`, "u"), EXPECTED.email),
);

const sender = v.pipe(
  v.string(EXPECTED.sender),
  v.regex(
    new RegExp(String.raw`^(?:${MAILBOX}|[^\p{Cc}<>@,;:"()[\]\\]{1,60}<${MAILBOX}>)$`, "u"),
    EXPECTED.sender,
  ),
);

const yesNo = v.optional(v.boolean(EXPECTED.yesNo));

/** More than one target may use one secret, and each has the places of its type. */
export const notifySchema = v.optional(
  v.pipe(
    noList(
      v.record(
        targetName,
        v.pipe(
          section({
            type: v.optional(v.picklist(TYPES, oneOf(TYPES))),
            secret: v.optional(secret),
            channel: v.optional(channel),
            url: v.optional(address),
            to: list(email),
            from: v.optional(sender),
            audience: v.optional(v.picklist(AUDIENCES, oneOf(AUDIENCES))),
            severities: list(v.picklist(SEVERITIES, oneOf(SEVERITIES))),
            components: list(componentName, 200),
            internal: yesNo,
            drill: yesNo,
          }),
          v.rawCheck(({ dataset, addIssue }) => {
            if (!dataset.typed) return;
            for (const { key, expected } of misfitsIn(dataset.value)) {
              const input = dataset.value[key];
              const step = { type: "object", origin: "value", input: dataset.value, key } as const;
              addIssue({ message: expected, input, path: [{ ...step, value: input }] });
            }
          }),
        ),
        EXPECTED.targets,
      ),
      EXPECTED.targets,
    ),
    v.maxEntries(MOST_TARGETS, `at most ${MOST_TARGETS} targets`),
  ),
);

const WHAT_PLACES_ARE: Readonly<Record<TargetPlace, string>> = {
  secret: EXPECTED.secret,
  channel: EXPECTED.channel,
  url: EXPECTED.address,
  to: EXPECTED.recipients,
  from: EXPECTED.sender,
};

type Placed = Readonly<Partial<Record<TargetPlace, unknown>>> & {
  readonly type?: TargetType | undefined;
  readonly audience?: string | undefined;
  readonly internal?: boolean | undefined;
};
type Misfit = { readonly key: TargetPlace | "type" | "internal"; readonly expected: string };

/** What the target lacks to be reached, and what says nothing to its type. */
function misfitsIn(target: Placed): readonly Misfit[] {
  const { type } = target;
  if (type === undefined) return [{ key: "type", expected: oneOf(TYPES) }];
  const needs: readonly TargetPlace[] = TARGET_TYPES[type].needs;
  const takes: readonly TargetPlace[] = [...needs, ...TARGET_TYPES[type].takes];
  const places = TARGET_PLACES.flatMap((key): readonly Misfit[] => {
    const given = target[key];
    const isMissing = given === undefined || (Array.isArray(given) && given.length === 0);
    if (needs.includes(key) && isMissing) return [{ key, expected: WHAT_PLACES_ARE[key] }];
    return takes.includes(key) || given === undefined
      ? []
      : [{ key, expected: `no ${key}: a target of the type ${type} has none` }];
  });
  // Of a private incident even the address and the number are the team's.
  return target.audience === "public" && target.internal === true
    ? [...places, { key: "internal", expected: "no internal: true beside audience: public" }]
    : places;
}

const slackUser = v.pipe(
  v.string(EXPECTED.slackUser),
  v.regex(/^[UW][A-Z\d]{5,20}$/, EXPECTED.slackUser),
);

const teamsUser = v.pipe(
  v.string(EXPECTED.teamsUser),
  v.regex(/^\d{1,3}:[\w-]{1,200}$/, EXPECTED.teamsUser),
);

const login = v.pipe(v.string(EXPECTED.person), v.regex(new RegExp(`^${LOGIN}$`), EXPECTED.person));

export const peopleSchema = v.optional(
  v.pipe(
    noList(
      v.record(
        login,
        section({ slack: v.optional(slackUser), teams: v.optional(teamsUser) }),
        EXPECTED.people,
      ),
      EXPECTED.people,
    ),
    v.maxEntries(MOST_PEOPLE, `at most ${MOST_PEOPLE} people`),
  ),
);

/** Characters of one template. */
const MOST_WORDING = 4000;

const template = v.optional(
  v.pipe(v.string(EXPECTED.template), v.maxLength(MOST_WORDING, EXPECTED.template)),
);
const templates = v.entriesFromList(TOLD_KINDS, template);
const ofSeverities = v.entriesFromList(SEVERITIES, v.optional(section(templates)));
const ofAudience = v.optional(section({ ...templates, ...ofSeverities }));

/** Templates in Liquid by audience and kind of news, and perhaps by severity; `dakor lint` reads them. */
export const wordingSchema = v.optional(section({ team: ofAudience, public: ofAudience }));
