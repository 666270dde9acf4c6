import { refuse } from "./failure.ts";
import type { Actor, Permissions } from "./model.ts";
import type { World } from "./world.ts";
import { findAccount, restLogin } from "./world.ts";

export interface Tokens {
  readonly ofUser: (login: string) => string;
  readonly addInstallation: (
    token: string,
    bot: { login: string; permissions: Permissions },
  ) => void;
  readonly actorOf: (authorization: string | undefined) => Actor;
}

/** Tokens and the accounts behind them. emulate would take any unknown token for its first user's; GitHub answers 401. */
export function createTokens(world: World): Tokens {
  const installations = new Map<string, Actor>();
  const users = new Map<string, Actor>();
  for (const account of world.accounts.values()) {
    if (account.kind === "User") users.set(userToken(account.login), { kind: "user", account });
  }
  return {
    ofUser: (login) => {
      const token = userToken(login);
      return users.has(token) ? token : refuse(404, `No user ${login}`);
    },
    addInstallation: (token, { login, permissions }) => {
      const account = findAccount(world, login) ?? refuse(404, `No account ${login}`);
      installations.set(token, { kind: "installation", account, permissions });
    },
    actorOf: (authorization) => {
      if (authorization === undefined) return { kind: "anonymous" };
      const token = authorization.replace(/^(?:bearer|token)\s+/i, "").trim();
      // emulate checks the signature when the App uses it.
      if (token.split(".").length === 3) return { kind: "app" };
      return users.get(token) ?? installations.get(token) ?? refuse(401, "Bad credentials");
    },
  };
}

/** Whom a request is counted for. */
export function actorName(actor: Actor): string {
  return actor.kind === "user" || actor.kind === "installation"
    ? restLogin(actor.account)
    : actor.kind;
}

function userToken(login: string): string {
  return `ghp_${login}`;
}
