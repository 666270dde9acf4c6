import { setImmediate } from "node:timers/promises";
import type { Roles } from "../../core/model/role.ts";
import type { GateFiles, GateInput, Reverted } from "../../core/gate/gate-input.ts";
import { mustVerify } from "../../core/gate/gate-exemption.ts";
import { decision, isGating } from "../../core/gate/gate.ts";
import type { GateDecision } from "../../core/gate/gate.ts";
import type { Incident } from "../../core/model/incident.ts";
import { replay } from "../../core/replay/replay.ts";
import { checkReport, incidentsOfReport, MOST_REPORTS } from "../../core/report/report-rule.ts";
import { isRevert, revertedNumber } from "../../core/gate/revert.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import type { GitHub } from "../client/github.ts";
import { judgeByFiles, judgeWithoutFiles } from "./judge.ts";
import type { Gating } from "./read-gate.ts";
import { withAllLinks } from "./read-gate-pull.ts";
import { readReverted } from "./read-reverted.ts";
import { readRole } from "../read/read-role.ts";
import { readTexts } from "../read/read-published.ts";
import type { TouchedList } from "./read-touched.ts";
import { areUntouched, readTreeChanges } from "./read-touched-trees.ts";
import type { Span } from "./read-touched-trees.ts";
import type { GatePull } from "./read-gate-pull.ts";
import { concerns } from "../read/read-concerned.ts";
import { defined } from "../../core/model/defined.ts";

/** A pull request, or a group of the merge queue that stands for one. */
type Subject = {
  readonly target: GatePull;
  /** The commit whose files are judged. */
  readonly headOid: string;
  readonly list: () => Promise<TouchedList>;
  /** Two commits whose trees differ by its files. */
  readonly span: () => Promise<Span>;
  /** Whether the files that were listed are still its files. */
  readonly isSettled: () => Promise<boolean>;
};

/** Judges one subject by what is known of the repository: reads its files only where they decide. */
export async function judgeSubject(
  github: GitHub,
  gating: Gating,
  subject: Subject,
): Promise<GateDecision> {
  const { number, headOid } = subject.target.pull;
  const early = judgeWithoutFiles(gating, { pull: number, head: headOid });
  if (early !== undefined) return early;
  const input = await inputOf(github, gating, subject.target);
  const listed = await subject.list();
  const [isSettled, files] = await Promise.all([
    subject.isSettled(),
    completeFiles({ github, gating, subject, input }, listed),
  ]);
  return isSettled ? judgeByFiles(input, files) : decision(input, "ref_changed");
}

/** The incidents as this pull request knows them: as a rollback or by its links it may be a kludge of theirs. */
async function inputOf(github: GitHub, gating: Gating, target: GatePull): Promise<GateInput> {
  const { config, options } = gating;
  const pull = await withAllLinks(github, gating.ownBots, target);
  const mayBeKludge = isRevert(pull) || pull.links.length > 0;
  const asksAuthor = mayBeKludge || config.status === "invalid";
  const roles = asksAuthor ? await withAuthor(github, gating, pull) : gating.roles;
  return {
    now: options.now,
    config,
    pull,
    ...defined({ headSeenAt: target.headSeenAt }),
    incidents: mayBeKludge ? replayWith(gating, pull, roles) : gating.incidents,
    roles,
  };
}

async function withAuthor(github: GitHub, gating: Gating, pull: Pull): Promise<Roles> {
  const { login, isBot } = pull.author;
  if (isBot || login === "ghost" || login.toLowerCase() in gating.roles) return gating.roles;
  const asking = { github, repository: gating.place, roles: gating.options.roles };
  return { ...gating.roles, [login.toLowerCase()]: await readRole(asking, login) };
}

function replayWith(gating: Gating, pull: Pull, roles: Roles): readonly Incident[] {
  return gating.incidents.map((incident, index) => {
    const snapshot = gating.snapshots[index];
    if (snapshot === undefined || !concerns(pull, incident.number)) return incident;
    const others = snapshot.pulls.filter((known) => known.number !== pull.number);
    return replay({ ...snapshot, roles, pulls: [...others, pull] });
  });
}

type Judged = {
  readonly github: GitHub;
  readonly gating: Gating;
  readonly subject: Subject;
  readonly input: GateInput;
};

async function completeFiles(judged: Judged, listed: TouchedList): Promise<GateFiles> {
  const { files, isComplete } = await completeList(judged, listed);
  const whole = { files, isComplete };
  // Exemptions are for what is known as a whole.
  if (!isComplete) return whole;
  const [reverted, reports] = await Promise.all([
    provenRevert(judged, files),
    readReports(judged, files),
  ]);
  return { ...whole, ...defined({ reverted }), ...reports };
}

/** Where GitHub lists only a part, the trees tell whether anything that matters changed, and if need be what. */
async function completeList(
  { github, gating, subject, input }: Judged,
  listed: TouchedList,
): Promise<{ readonly files: TouchedList["files"]; readonly isComplete: boolean }> {
  const { files } = listed;
  if (listed.isWhole) return { files, isComplete: true };
  const span = await subject.span();
  const patterns = input.incidents.filter(isGating).flatMap(({ paths }) => paths);
  if (await areUntouched(github, gating.place, { span, patterns })) {
    return { files, isComplete: true };
  }
  const changes = await readTreeChanges(github, gating.place, span);
  return changes === undefined
    ? { files, isComplete: false }
    : { files: [...files, ...changes], isComplete: true };
}

/** A kludge whose word alone doesn't count: its files must show that it takes back what it says. */
async function provenRevert(
  { github, gating, subject, input }: Judged,
  files: TouchedList["files"],
): Promise<Reverted | undefined> {
  const { pull, incidents } = input;
  const number = isRevert(pull) ? revertedNumber(pull) : undefined;
  const isAsked = incidents.some((one) => isGating(one) && mustVerify(one, input));
  if (number === undefined || !isAsked) return undefined;
  const { baseRef: base } = subject.target;
  return readReverted(github, gating.place, { number, base, head: subject.headOid, files });
}

/** The texts of a pull request of nothing but reports. */
async function readReports(
  { github, gating, subject }: Judged,
  files: TouchedList["files"],
): Promise<Pick<GateFiles, "reports" | "hasUnreadReports">> {
  const { directory } = gating.config.config.report;
  const isReport = files.every(({ path }) => path.startsWith(`${directory}/`));
  if (!isReport) return { reports: [] };
  const paths = files.flatMap(({ path, isRemoved }) =>
    isRemoved || !path.endsWith(".md") ? [] : [path],
  );
  if (paths.length > MOST_REPORTS) return { reports: [], hasUnreadReports: true };
  const texts = await readTexts(github, gating.place, { oid: subject.headOid, paths });
  const reports = paths.map((path, index) => ({ path, text: texts[index] ?? "" }));
  // One in each turn of the loop: anybody may bring them, and core remembers what it has read.
  for (const { text } of reports) {
    incidentsOfReport(text).forEach((incident) => checkReport(text, incident));
    await setImmediate();
  }
  return { reports };
}
