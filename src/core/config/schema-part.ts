import * as v from "valibot";

import { LONGEST_PATTERN } from "../gate/glob.ts";

/** What a value should have been, in the words of every message here. */
export const EXPECTED = {
  timezone: "a time zone such as Europe/Madrid",
  duration: "a duration from 1s to 30d such as 10m or 1h30m",
  clock: 'a time such as "09:00"',
  mention: 'a person or team such as "@lea" or "@acme/oncall"',
  word: "one word such as sev1",
  login: "a login such as pagerduty",
  component: "a component's name: letters, digits, and . _ - / between them",
  components: "components by name, such as checkout: [src/checkout/**]",
  listed: "one of the components that this file has under `components`",
  pattern: `a path pattern such as src/checkout/** of at most ${LONGEST_PATTERN} characters`,
  matching:
    "a path pattern that can match: names with / between them, * and ?, without quotes, braces, ! or \\, and no address",
  list: "a list such as [a, b]",
  target: "a target's name: small letters, digits and - between them",
  targets: "targets by name, such as team-chat: { type: slack, … }",
  secret:
    "the name of an environment variable that begins with DAKOR_SECRET_, such as DAKOR_SECRET_SLACK, not the secret itself",
  noSecret: "no secret: its place is an environment variable, named here",
  address:
    "an address such as https://example.com/incidents, without a user, a password, a key or a #",
  channel: "the id of a Slack channel such as C0123456789",
  email: 'an e-mail address such as "status@example.com"',
  sender: 'an e-mail address such as "DAKOR <dakor@example.com>"',
  yesNo: "true or false",
  recipients: 'a list of e-mail addresses such as ["status@example.com"]',
  person: "a login such as lea",
  template: "a text of at most 4000 characters, over several lines after |",
  people: "people by login, such as lea: { slack: U012ABC }",
  slackUser: "the id of a person in Slack such as U012ABC",
  teamsUser: 'the id of a person in Teams such as "29:1aB"',
  directory: "a folder of this repository such as docs/incidents, not in .git or .github",
} as const;

const CHOICE = "one of: ";

export function oneOf(names: readonly string[]): string {
  return `${CHOICE}${names.join(", ")}`;
}

/** The names behind `oneOf`; none for any other expectation. */
export function choicesIn(expected: string): readonly string[] {
  return expected.startsWith(CHOICE) ? expected.slice(CHOICE.length).split(", ") : [];
}

export const componentName = v.pipe(
  v.string(EXPECTED.component),
  v.regex(/^[\p{L}\d](?:[\p{L}\d._/-]{0,62}[\p{L}\d])?$/u, EXPECTED.component),
);

/** What GitHub takes for a login, and an App's name. */
export const LOGIN = String.raw`[A-Za-z\d][\w-]{0,63}`;

type ListSchema<Item extends v.GenericSchema> = v.OptionalSchema<
  v.SchemaWithPipe<
    readonly [v.ArraySchema<Item, string>, v.MaxLengthAction<v.InferOutput<Item>[], number, string>]
  >,
  undefined
>;

export function list<Item extends v.GenericSchema>(item: Item, most = 50): ListSchema<Item> {
  return v.optional(
    v.pipe(v.array(item, EXPECTED.list), v.maxLength(most, `at most ${most} of them`)),
  );
}

/** Valibot takes a list for a section whose names are numbers. */
export function noList<Schema extends v.GenericSchema>(schema: Schema, expected: string): Schema {
  const refusal = v.custom<unknown>((value) => !Array.isArray(value), expected);
  return {
    ...schema,
    "~run": (dataset, config) =>
      (Array.isArray(dataset.value) ? refusal : schema)["~run"](dataset, config),
  };
}

export function section<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, (issue: v.StrictObjectIssue) => string> {
  const keys = Object.keys(entries);
  const expected = `a section with ${keys.join(", ")}`;
  const schema = v.strictObject(entries, (issue: v.StrictObjectIssue) =>
    issue.expected === "never" ? oneOf(keys) : expected,
  );
  return noList(schema, expected);
}
