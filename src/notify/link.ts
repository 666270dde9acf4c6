import type { Message } from "../text/notify/message.ts";
import { oneLine } from "./escape-for.ts";
import { parseUrl } from "./network.ts";

type Link = NonNullable<Message["link"]>;

/** The link with its words on one line, where it is one to a page; without the signs that end an address in one of the targets' languages. */
export function linkOf({ link }: Message): Link | undefined {
  const url = link === undefined ? undefined : parseUrl(link.url);
  if (link === undefined || (url?.protocol !== "https:" && url?.protocol !== "http:"))
    return undefined;
  return {
    text: oneLine(link.text) || url.hostname,
    url: url.href.replace(/[|<>()*~`[\]\\]/g, percent),
  };
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
