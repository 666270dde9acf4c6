import type { Comment } from "../src/core/model/timeline.ts";
import type { Write } from "../src/text/write.ts";
import type { Told } from "./story.ts";

/** What the bot remembers is for nobody's eyes. */
const RECORD = /^<!-- dakor record .*\n/m;

/** The thread as somebody reads it who opens the issue now; the review of a change is this file's diff. */
export function formatThread({ world }: Told): string {
  const { pages } = world;
  const { issue, timeline, report, pulls } = world.snapshot;
  const comments = timeline.filter((event): event is Comment => event.type === "commented");
  const shown = comments.length > 60 ? [...comments.slice(0, 5), ...comments.slice(-5)] : comments;
  return [
    `# ${issue.title} (${issue.state})`,
    `Labels: ${[...issue.labels].toSorted().join(", ") || "none"}`,
    ...pulls.map(
      (pull) =>
        `Pull request #${pull.number} (${pull.state}): ${pull.title}` +
        (pull.labels.length > 0 ? ` [${pull.labels.join(", ")}]` : "") +
        pull.links.map((link) => ` → ${link.role} of #${link.incident}`).join(""),
    ),
    ...(shown.length < comments.length
      ? [`${comments.length} comments, ${shown.length} shown`]
      : []),
    ...shown.map((comment) => formatComment(comment, "")),
    ...[...pages].flatMap(([number, said]) =>
      said.map((comment) => formatComment(comment, ` on #${number}`)),
    ),
    ...(report.pull === undefined
      ? []
      : [`\n---\n## ${report.pull.title} (${report.pull.state})\n\n${report.pull.body}`]),
    ...(report.file === undefined
      ? []
      : [`\n---\n## File ${report.file.path}\n\n${report.file.text}`]),
    "",
  ].join("\n");
}

function formatComment({ by, at, hasOwnReaction, body }: Comment, place: string): string {
  const head = `**${by.login}** ${at}${place}${hasOwnReaction ? " 👍" : ""}`;
  return `\n---\n${head}\n\n${shorten(body.replace(RECORD, ""))}`;
}

/** What the bot did after each step. */
export function formatEffects({ log }: Told): string {
  return log
    .map(({ step, writes }) => {
      const { at, ...what } = step;
      return [
        `${at} ${shorten(JSON.stringify(what)).slice(0, 200)}`,
        ...writes.map(formatWrite),
        "",
      ].join("\n");
    })
    .join("\n");
}

function formatWrite(write: Write): string {
  switch (write.type) {
    case "add-comment":
      return `  comment on ${write.subject}: ${firstLines(write.body)}`;
    case "edit-comment":
      return `  edit ${write.id}: ${firstLines(write.body)}`;
    case "delete-comment":
      return `  delete ${write.id}`;
    case "react":
      return `  react to ${write.subject}`;
    case "add-label":
      return `  label ${write.subject} + ${write.label}`;
    case "remove-label":
      return `  label ${write.subject} - ${write.label}`;
    case "close":
      return `  close as ${write.as}`;
    case "reopen":
      return "  reopen";
    case "revert":
      return `  revert ${write.pull}`;
    case "create-branch":
      return `  branch ${write.branch}`;
    case "move-branch":
      return `  begin ${write.branch} anew`;
    case "commit-file":
      return `  commit ${write.path}`;
    case "open-pull":
      return `  open pull request ${write.title}`;
    case "request-reviewers":
      return `  ask ${[...write.users, ...write.teams].join(", ")} to review`;
  }
}

function firstLines(body: string): string {
  return body.replace(RECORD, "").split("\n").slice(0, 3).join(" ⏎ ").slice(0, 140);
}

function shorten(text: string): string {
  return text.length > 20_000 ? `${text.slice(0, 300)} … ${text.length} characters` : text;
}
