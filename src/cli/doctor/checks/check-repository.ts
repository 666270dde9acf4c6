import type { Facts } from "../facts.ts";
import { fine, skipped, warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import type { Remote } from "../read-remote.ts";

/** Over so many seconds something is wrong with a clock; over so many GitHub refuses the App's tokens. */
const SKEW = { odd: 30, refused: 60 } as const;

/** What needs the repository itself. */
function ofRemote({ remote }: Facts, look: (remote: Remote) => Verdict): readonly Verdict[] {
  return [remote.ok ? look(remote.value) : skipped(remote.error.why)];
}

export function checkGitHub({ remote, slug = "the repository" }: Facts): readonly Verdict[] {
  if (remote.ok) {
    const { viewer, permission } = remote.value;
    return [
      fine(
        `${slug} can be read as ${viewer}${permission ? ` (${permission.toLowerCase()})` : ""}.`,
      ),
    ];
  }
  const { why, status } = remote.error;
  if (status === undefined) return [skipped(why)];
  const fixes: Readonly<Record<number, string>> = {
    401: "Set GITHUB_TOKEN to a token that is valid (gh auth token prints one).",
    403: "Give the token read access to contents, issues, pull requests and metadata.",
    404: `Check the name ${slug}, and that the token may see it: contents, issues, pull requests: read.`,
  };
  return [wrong(why, fixes[status] ?? "Try again in a while: https://www.githubstatus.com")];
}

export function checkArchived(facts: Facts): readonly Verdict[] {
  return ofRemote(facts, ({ isArchived }) =>
    isArchived
      ? wrong(
          "The repository is archived: nobody can write there.",
          `gh repo unarchive ${facts.slug}`,
        )
      : fine("The repository is not archived."),
  );
}

export function checkIssues(facts: Facts): readonly Verdict[] {
  return ofRemote(facts, ({ hasIssues }) =>
    hasIssues
      ? fine("Issues are on.")
      : wrong(
          "Issues are off, and an incident is an issue.",
          `gh repo edit ${facts.slug} --enable-issues`,
        ),
  );
}

export function checkBranch(facts: Facts): readonly Verdict[] {
  return ofRemote(facts, ({ branch }) =>
    branch === undefined
      ? wrong("There is no default branch yet.", "Push a first commit: git push -u origin main")
      : fine(`The default branch is ${branch}.`),
  );
}

export function checkClock({ clock }: Facts): readonly Verdict[] {
  if (!clock.ok) return [skipped(clock.error.why)];
  const skew = Math.abs(clock.value);
  if (skew <= SKEW.odd) return [fine("This machine's clock agrees with GitHub's.")];
  const says = `This machine's clock is ${skew} s ${clock.value > 0 ? "ahead of" : "behind"} GitHub's.`;
  const fix = "Let the machine set its clock itself: timedatectl set-ntp true";
  return skew < SKEW.refused
    ? [warning(`${says} From ${SKEW.refused} s on GitHub refuses the App's tokens.`, fix)]
    : [wrong(`${says} GitHub refuses the App's tokens.`, fix)];
}

export function checkHeld({ held }: Facts): readonly Verdict[] {
  if (!held.ok) return [skipped(held.error.why)];
  const { open, held: numbers, isAll } = held.value;
  const pulls = open === 1 ? "1 open pull request" : `${open} open pull requests`;
  const among = isAll ? pulls : `the newest 100 of ${pulls}`;
  if (numbers.length === 0) return [fine(`Of ${among}, none would be held now.`)];
  const [first] = numbers;
  const named = numbers.map((number) => `#${number}`).join(", ");
  return [
    fine(
      `Of ${among}, ${numbers.length} would be held now: ${named}. dakor doctor --explain ${first} says why.`,
    ),
  ];
}
