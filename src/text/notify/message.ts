import type { Severity } from "../../core/model/fact.ts";
import type { NewsKind } from "../../core/model/incident.ts";
import type { Phase } from "../../core/model/phase.ts";
import type { Instant } from "../../core/time/time.ts";

/** What a target is told, in plain text: each target escapes for itself. */
export type Message = {
  /** The same on every try. */
  readonly id: string;
  readonly kind: NewsKind | "test";
  readonly tone: "broken" | "better" | "good" | "news" | "test";
  /** One line of at most 150 characters. */
  readonly title: string;
  /** Paragraphs. */
  readonly lines: readonly string[];
  readonly link?: { readonly text: string; readonly url: string };
  readonly at: Instant;
  readonly incident?: {
    readonly number: number;
    readonly severity?: Severity;
    readonly phase?: Phase;
    readonly url?: string;
  };
  /** When people hear more. */
  readonly promise?: Instant;
  readonly isDrill: boolean;
};
/** What a target answered; `why` never holds an address, a secret, or a body. */
export type Outcome =
  | { readonly kind: "sent"; readonly ref?: string }
  /** `at`: when it asks to be tried again, in milliseconds since 1970. */
  | { readonly kind: "retry"; readonly why: string; readonly at?: number }
  /** `gone`: 404 or 410, it comes to nothing for good; `refused`: this message never gets through. */
  | { readonly kind: "gone" | "refused"; readonly why: string };

/** One place outside GitHub, ready to be told. */
export type Target = {
  /** `thread`: the `ref` of the first message of the same incident. */
  readonly send: (message: Message, thread?: string) => Promise<Outcome>;
  /** Changes a message that was sent, so that it shows how things stand; absent where a target can't. */
  readonly edit?: (ref: string, message: Message) => Promise<Outcome>;
};
