import type { Octokit } from "@octokit/rest";
import { makeIssue, wordsOf } from "../make.ts";
import { seen, unasked } from "../play-question.ts";
import type { LiveAnswer, LiveQuestion } from "../play-question.ts";
import type { LivePermissions, Stage } from "../stage.ts";

/** Whether GitHub made a link of it: then it tells the team. */
const MENTION = /class="[^"]*team-mention/;

export const mentionWithMembers: LiveQuestion = {
  name: "team-mention-members",
  asks: "Is a team mentioned by an App that has the permission Members: read?",
  expected: "yes",
  makes: "one issue with a comment that mentions a team",
  play: (stage) =>
    mention(stage, { permissions: { issues: "write", members: "read" }, isExpected: true }),
};

export const mentionWithoutMembers: LiveQuestion = {
  name: "team-mention-alone",
  asks: "Is a team mentioned by an App without that permission?",
  expected: "no: it stays plain text",
  makes: "one issue with a comment that mentions a team",
  play: (stage) => mention(stage, { permissions: { issues: "write" }, isExpected: false }),
};

async function mention(
  stage: Stage,
  asked: { readonly permissions: LivePermissions; readonly isExpected: boolean },
): Promise<LiveAnswer> {
  if (stage.app === undefined) return unasked("it takes an App: set APP_ID and PRIVATE_KEY");
  const lacking = Object.keys(asked.permissions).filter(
    (name) => !(name in (stage.app?.granted ?? {})),
  );
  if (lacking.length > 0) return unasked(`the App lacks ${lacking.join(" and ")}`);
  const team = await findTeam(stage);
  if (typeof team !== "string") return unasked(team.why);
  const issue = await makeIssue(stage, "a team is mentioned");
  const client = await stage.app.narrowed(asked.permissions);
  const html = await commentHtml(client, { ...stage, number: issue.number, body: `@${team}` });
  if (html === undefined) return unasked("this GitHub doesn't show comments as HTML");
  const isMentioned = MENTION.test(html);
  return seen(isMentioned ? "yes" : `no: ${html.trim()}`, isMentioned === asked.isExpected);
}

async function commentHtml(
  client: Octokit,
  { slug, number, body }: Pick<Stage, "slug"> & { readonly number: number; readonly body: string },
): Promise<string | undefined> {
  const made = await client.rest.issues.createComment({ ...slug, issue_number: number, body });
  const { data } = await client.rest.issues.getComment({
    ...slug,
    comment_id: made.data.id,
    mediaType: { format: "html" },
  });
  return data.body_html;
}

/** "acme/oncall", the first that there is. */
async function findTeam({ main, slug }: Stage): Promise<string | { readonly why: string }> {
  try {
    const { data } = await main.rest.teams.list({ org: slug.owner, per_page: 1 });
    const [first] = data;
    return first === undefined
      ? { why: `${slug.owner} has no team that this token sees` }
      : `${slug.owner}/${first.slug}`;
  } catch (thrown) {
    return { why: `the teams of ${slug.owner} can't be read: ${wordsOf(thrown)}` };
  }
}
