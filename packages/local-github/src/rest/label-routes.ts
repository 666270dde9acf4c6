import {
  addLabels,
  createLabel,
  deleteLabel,
  editLabel,
  removeLabel,
  setLabels,
} from "../act/change-labels.ts";
import { findIssue } from "../act/record.ts";
import { refuse } from "../failure.ts";
import type { Issue, Label } from "../model.ts";
import { isRecord, parseJson, textOf, textOrNull } from "../narrow.ts";
import { showLabel } from "../show/show-issue.ts";
import type { World } from "../world.ts";
import { findLabel, labelsOf } from "../world.ts";
import { labelNames } from "./issue-routes.ts";
import type { RestContext, Routes } from "./route.ts";
import { numberIn, page, readBody, repoPath, textIn } from "./route.ts";

export function addLabelRoutes(app: Routes, world: World): void {
  const labelPath = `${repoPath}/labels/:name`;
  const ofIssue = `${repoPath}/issues/:number{[0-9]+}/labels`;
  const labelIn = (c: RestContext): Label =>
    findLabel(world, textIn(c, "name")) ?? refuse(404, "Not Found");
  const issueIn = (c: RestContext): Issue => findIssue(world, numberIn(c, "number"));
  const shown = (c: RestContext, issue: Issue): Response => {
    const labels = labelsOf(world, findIssue(world, issue.number));
    return c.json(page(c, labels).map((label) => showLabel(world, label)));
  };

  app.get(`${repoPath}/labels`, (c) =>
    c.json(page(c, [...world.labels.values()]).map((label) => showLabel(world, label))),
  );
  app.post(`${repoPath}/labels`, async (c) => {
    const body = await readBody(c);
    const label = createLabel(world, c.env.actor, {
      name: textOf(body["name"]),
      description: textOrNull(body["description"]),
      ...colorOf(body["color"]),
    });
    return c.json(showLabel(world, label), 201);
  });
  app.get(labelPath, (c) => c.json(showLabel(world, labelIn(c))));
  app.patch(labelPath, async (c) => {
    const body = await readBody(c);
    const name = textOrNull(body["new_name"]);
    const description = textOrNull(body["description"]);
    const change = {
      ...(name === null ? {} : { name }),
      ...(description === null ? {} : { description }),
      ...colorOf(body["color"]),
    };
    const label = editLabel(world, c.env.actor, { name: textIn(c, "name"), change });
    return c.json(showLabel(world, label));
  });
  app.delete(labelPath, (c) => {
    deleteLabel(world, c.env.actor, textIn(c, "name"));
    return c.body(null, 204);
  });

  app.get(ofIssue, (c) => shown(c, issueIn(c)));
  app.post(ofIssue, async (c) => {
    const issue = issueIn(c);
    await addLabels(world, c.env.actor, { issue, names: await namesIn(c) });
    return shown(c, issue);
  });
  app.put(ofIssue, async (c) => {
    const issue = issueIn(c);
    await setLabels(world, c.env.actor, { issue, names: await namesIn(c) });
    return shown(c, issue);
  });
  app.delete(ofIssue, async (c) => {
    await setLabels(world, c.env.actor, { issue: issueIn(c), names: [] });
    return c.body(null, 204);
  });
  app.delete(`${ofIssue}/:name`, async (c) => {
    const issue = issueIn(c);
    const label = findLabel(world, textIn(c, "name"));
    if (label === undefined || !issue.labels.includes(label.id))
      return refuse(404, "Label does not exist");
    await removeLabel(world, c.env.actor, { issue, label });
    return shown(c, issue);
  });
}

/** GitHub takes `{labels: [...]}` and a bare list. */
async function namesIn(c: RestContext): Promise<readonly string[]> {
  const body = parseJson(await c.req.text());
  return labelNames(isRecord(body) ? body["labels"] : body);
}

function colorOf(value: unknown): { color?: string } {
  return typeof value === "string" ? { color: value.replace(/^#/, "").toLowerCase() } : {};
}
