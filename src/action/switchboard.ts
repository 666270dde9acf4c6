import type { Watch } from "../core/plan/watch.ts";
import type { GitHub, RepoName } from "../github/client/github.ts";
import {
  readSwitches,
  SWITCHED,
  switchWorkflow,
} from "../github/installation/workflow-switches.ts";
import type { Switched, Switches } from "../github/installation/workflow-switches.ts";

/**
 * Switches the workflows on that an incident needs, and off when nothing needs them. Each run compares what is with
 * what should be, so a run that died in between is made good by the next, and at the latest by the daily look.
 */
type Switchboard = {
  /** What an incident needs, before anything else: whatever fails later, the clock looks again. */
  readonly begin: (needed: Watch, hasIncidents: boolean) => Promise<void>;
  /** Whether the switch alone tells that the gate was judged: it is thrown only after that. */
  readonly tells: (needed: Watch, hasIncidents: boolean) => Promise<boolean>;
  /** After the gate was judged. */
  readonly end: (needed: Watch) => Promise<void>;
  /** GitHub switches a schedule off 60 days after the last commit, counted from when it was last switched on. */
  readonly keepDaily: () => Promise<void>;
};

export function createSwitchboard(
  github: GitHub,
  place: RepoName,
  say: (line: string) => void,
): Switchboard {
  let switches: Switches | undefined;

  async function present(): Promise<Switches> {
    switches ??= await readSwitches(github, place);
    return switches;
  }

  async function bring(which: Switched, isOn: boolean): Promise<void> {
    const now = await present();
    if (now[which] === undefined || now[which] === isOn) return;
    await switchWorkflow(github, place, { which, isOn });
    switches = { ...now, [which]: isOn };
    say(`Switched ${SWITCHED[which]} ${isOn ? "on" : "off"}.`);
  }

  return {
    begin: async ({ pulls, clock }, hasIncidents) => {
      await bring("clock", clock);
      if (!pulls || !hasIncidents) return;
      await bring("pulls", true);
      await bring("daily", true);
    },
    tells: async ({ pulls }, hasIncidents) => {
      const now = await present();
      return !(hasIncidents && pulls) && now.pulls === pulls;
    },
    end: ({ pulls }) => bring("pulls", pulls),
    keepDaily: async () => {
      const now = await present();
      if (now.daily === undefined) return;
      await switchWorkflow(github, place, { which: "daily", isOn: true });
    },
  };
}
