type Setting = {
  /** What it is when it is not set; the reference shows it. */
  readonly default: string;
  readonly says: string;
};

/** Every environment variable that the App reads; the documentation's table is made from it. */
export const SETTINGS = {
  APP_ID: { default: "", says: 'The number "App ID" on the App\'s page. Needed.' },
  PRIVATE_KEY: {
    default: "",
    says: "The App's private key: the text of the .pem file, also with `\\n` in two characters, or in base64. This or the next is needed.",
  },
  PRIVATE_KEY_PATH: { default: "", says: "Path of the .pem file instead." },
  WEBHOOK_SECRET: {
    default: "",
    says: "What GitHub signs webhooks with; at least 32 characters. Needed.",
  },
  WEBHOOK_SECRET_OLD: {
    default: "",
    says: "A second secret that is accepted too, while you change it.",
  },
  DATABASE_URL: {
    default: "",
    says: "PostgreSQL for the queue, `postgres://…`. Without it the queue lives in memory, and there is one process.",
  },
  PORT: { default: "3000", says: "Where webhooks, `/healthz` and `/readyz` are listened for." },
  HOST: { default: "", says: "The address for that; without it every address of the machine." },
  METRICS_PORT: {
    default: "9464",
    says: "Where `/metrics` is; `0` is any free port, `off` is none.",
  },
  METRICS_HOST: { default: "127.0.0.1", says: "The address for that." },
  LOG_LEVEL: {
    default: "info",
    says: "`fatal`, `error`, `warn`, `info`, `debug` or `trace`.",
  },
  WRITE_PACE_MS: {
    default: "1000",
    says: "Milliseconds between two writes of one installation; GitHub asks for a second.",
  },
  DAKOR_SECRET_SLACK_SIGNING: {
    default: "",
    says: 'The "Signing Secret" of your Slack app. With it people answer from Slack, on `/slack/events` and `/slack/actions`.',
  },
  DAKOR_SECRET_SLACK: {
    default: "",
    says: "The bot token of the same app, `xoxb-…`: to find a thread's incident, and to answer in it.",
  },
  DAKOR_SECRET_TEAMS_SIGNING: {
    default: "",
    says: "The security token of an outgoing webhook in Teams. With it people answer from Teams, on `/teams/messages`.",
  },
  DAKOR_NOTIFY_OWNERS: {
    default: "",
    says: "Owners whose repositories may tell people outside GitHub with this server's secrets, and be answered from its chats, with commas between them; without it, all that have the App. Set it where strangers may install the App. Any other `DAKOR_SECRET_…` is what `notify` in the configuration names.",
  },
  DAKOR_NOTIFY_ALLOW: {
    default: "",
    says: "Private networks, `10.1.2.0/24`, that targets may lie in; without it none.",
  },
  DAKOR_SLACK_API: {
    default: "https://slack.com/api",
    says: "Slack's Web API; GovSlack has another address.",
  },
  GHE_HOST: { default: "", says: "Host name of a GitHub Enterprise Server." },
  GHE_PROTOCOL: { default: "https", says: "`https` or `http`, for that host." },
} as const satisfies Readonly<Record<string, Setting>>;

type SettingName = keyof typeof SETTINGS;

export type Environment = { readonly [Name in SettingName]?: string | undefined };
