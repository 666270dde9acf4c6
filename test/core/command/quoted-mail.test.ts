import { expect, test } from "vitest";
import { parseCommands } from "../../../src/core/command/parse-commands.ts";

/** What mail clients put below the words of whoever answers, in the languages that they are set to. */
const TAILS: readonly (readonly [client: string, lines: string])[] = [
  ["Gmail", "On Mon, Feb 2, 2026 at 10:00 AM John <n@example.com> wrote:\n> secret"],
  [
    "Gmail, over two lines",
    "On Mon, Feb 2, 2026 at 10:00 AM John Smith <john.smith@example.com>\nwrote:\n\n> secret",
  ],
  ["Apple Mail", "On 2. Feb 2026, at 10:00, John <n@example.com> wrote:\n> secret"],
  ["GitHub's own notification", "On Mon, Feb 2, 2026, 10:00 John ***@***.***> wrote:\n> secret"],
  ["Gmail, German", "Am Mo., 2. Feb. 2026 um 10:00 Uhr schrieb John <n@example.com>:\n> secret"],
  ["Thunderbird, German", "Am 02.02.26 um 10:00 schrieb John:\n> secret"],
  ["Gmail, French", "Le lun. 2 févr. 2026 à 10:00, John <n@example.com> a écrit :\n> secret"],
  ["Gmail, Spanish", "El lun, 2 feb 2026 a las 10:00, John (<n@example.com>) escribió:\n> secret"],
  ["Gmail, Italian", "Il giorno lun 2 feb 2026 alle ore 10:00 John <n@x.it> ha scritto:\n> secret"],
  ["Gmail, Portuguese", "Em seg., 2 de fev. de 2026 às 10:00, John <n@x.br> escreveu:\n> secret"],
  ["Gmail, Dutch", "Op ma 2 feb 2026 om 10:00 schreef John <n@example.nl>:\n> secret"],
  ["Gmail, Polish", "pon., 2 lut 2026 o 10:00 John <n@example.pl> napisał(a):\n> secret"],
  ["Gmail, Swedish", "Den mån 2 feb. 2026 kl 10:00 skrev John <n@example.se>:\n> secret"],
  ["Gmail, Japanese", "2026年2月2日(月) 10:00 John <n@example.jp>:\n> secret"],
  ["Gmail, Russian", "пн, 2 февр. 2026 г. в 10:00, John <n@example.ru>:\n> secret"],
  ["Outlook", "From: John <n@example.com>\nSent: Monday, February 2, 2026 10:00\nsecret"],
  ["Outlook, a line above", "________________________________\nFrom: John\nsecret"],
  ["Outlook, older", "-----Original Message-----\nFrom: John\nsecret"],
  ["Outlook, German", "Von: John <n@example.com>\nGesendet: Montag, 2. Februar 2026\nsecret"],
  ["Outlook, French", "De : John <n@example.com>\nEnvoyé : lundi 2 février 2026\nsecret"],
  ["a forwarded mail", "---------- Forwarded message ---------\nFrom: John\nsecret"],
  ["a phone", "Sent from my iPhone\nsecret"],
  ["another phone", "Get Outlook for Android\nsecret"],
  ["a German phone", "Von meinem iPhone gesendet\nsecret"],
  ["a French phone", "Envoyé de mon iPhone\nsecret"],
  ["a signature", "-- \nJohn\n+49 123 secret"],
  ["a signature whose blank is lost", "--\nJohn\nsecret"],
  ["a quote alone", "> secret\n> /restored"],
  ["GitHub's own foot", "Reply to this email directly, view it on GitHub\nsecret"],
];

test.each(TAILS)("%s: what is quoted below is not published", (_, tail) => {
  for (const ending of ["\n", "\r\n"]) {
    const body = `/update Cards work again. next 30m\n${tail}`.replaceAll("\n", ending);
    const said = parseCommands(body, "incident");
    expect(said).toMatchObject([
      { type: "command", command: { name: "update", text: "Cards work again.", next: 1800 } },
    ]);
  }
});

test.each([
  ["a day", "On Monday we look again"],
  ["a name", "John wrote the script for it: it runs at ten"],
  ["a source", "From the logs: nothing"],
  ["a dash", "- the cache is empty"],
  ["a sum", "2026 was the year, 10:00 the hour: we know no more"],
])("%s below a command is its text", (_, line) => {
  const [said] = parseCommands(`/note We know\n${line}`, "incident");
  expect(JSON.stringify(said)).toContain(line.slice(2, 20));
});

/** Where a mail client marks nothing, the whole mail that is answered looks like the answer. */
const HEADS: readonly (readonly [client: string, lines: string])[] = [
  ["Outlook", "________________________________\nFrom: John <n@x.org>\nSent: Monday\nTo: shop"],
  ["Outlook, in bold", "**From:** John <n@x.org>\n**Sent:** Monday\n**Subject:** Re: x"],
  ["Outlook, older", "-----Original Message-----\nFrom: John"],
  ["Outlook, German", "Von: John <n@x.org>\nGesendet: Montag, 2. Februar 2026\nAn: shop"],
  ["Outlook, French", "De : John <n@x.org>\nEnvoyé : lundi 2 février 2026\nÀ : shop"],
  ["Outlook, Spanish", "De: John <n@x.org>\nEnviado: lunes\nPara: shop"],
  ["Gmail", "On Mon, Feb 2, 2026 at 10:00 AM John <n@x.org> wrote:"],
  ["Gmail, over two lines", "On Mon, Feb 2, 2026 at 10:00 AM John <n@x.org>\nwrote:"],
  ["Thunderbird, German", "Am 02.02.26 um 10:00 schrieb John:"],
  ["Gmail, Polish", "pon., 2 lut 2026 o 10:00 John <n@x.org> napisał(a):"],
  ["Gmail, Japanese", "2026年2月2日(月) 10:00 John <n@x.org>:"],
  ["a forwarded mail", "---------- Forwarded message ---------\nFrom: John"],
  ["Apple Mail, forwarded", "Begin forwarded message:\n\nFrom: John"],
];
const LINE = "/override #9 because it is harmless";

test.each(HEADS)("%s: what is answered without a mark is not obeyed", (_, head) => {
  for (const between of [
    "\n",
    "\n\n",
    "\n\nHello all,\n\n",
    `\n\n${"So be it. ".repeat(900)}\n\n`,
  ]) {
    const said = parseCommands(`/note No, never.\n\n${head}${between}${LINE}`, "incident");
    expect(said).toMatchObject([
      { type: "command", command: { name: "note", text: "No, never." } },
      { type: "problem", problem: { reason: "within-quote", line: LINE } },
    ]);
  }
});

test.each([
  [
    "an answer below the marked quote",
    "On Mon, Feb 2, 2026 at 10:00 AM John <n@x.org> wrote:\n> x\n\n",
  ],
  ["a customer's words", "On the phone they wrote:\n\n"],
  ["a source", "From: the logs\nThe cache is empty.\n\n"],
  ["a mail in code", "```\nFrom: n@x.org\nSubject: broken\n```\n\n"],
  ["a rule", "First things first\n\n_____\n\n"],
])("%s leaves a command what it is", (_, above) => {
  expect(parseCommands(`${above}${LINE}`, "incident")).toMatchObject([
    { type: "command", command: { name: "override" } },
  ]);
});
