import type { SceneLook } from "./scene.ts";

/** The words of the check on one of the open pull requests. */
export function says({ open }: SceneLook, pull: number, words: RegExp): boolean {
  return open.some(({ number, words: said }) => number === pull && words.test(said));
}

export function hasLabel({ issue }: SceneLook, name: string): boolean {
  return issue.labels.some((label) => label.name === name);
}

/** The bot's thumbs up on the scene's comment. */
export function isTaken({ said }: SceneLook): boolean {
  return said !== undefined && said.reactions.length > 0;
}

export function isNews({ fresh }: SceneLook, pattern: RegExp): boolean {
  return fresh.some(({ body }) => pattern.test(body));
}
